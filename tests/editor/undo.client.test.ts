import { expect, test } from 'vitest'
import { lessonFragment } from '../../shared/document/layout.ts'
import { author, block, lesson, meet } from './kit.ts'
import * as Y from 'yjs'

test('undo takes back everything one typed, letter by letter, down to the empty lesson', () => {
  const ana = author(1).holds(block('paragraph')).open()
  ana.caretAt(1)
  ana.type('Hello')
  ana.press('Enter')
  ana.type('world')
  expect(ana.shape).toBe('doc(paragraph("Hello"), paragraph("world"))')
  for (let i = 0; i < 10; i++) ana.press('Mod+z')
  expect(ana.shape).toBe('doc(paragraph)')
  for (let i = 0; i < 10; i++) ana.press('Mod+y')
  expect(ana.shape).toBe('doc(paragraph("Hello"), paragraph("world"))')
})

test('undo never takes words of a colleague from the same paragraph', () => {
  const ana = author(1).holds(block('paragraph', 'One. ')).open()
  const ben = author(2, ana).open()
  ana.caretAt(6)
  ana.type('Two.')
  meet(ana, ben)
  ben.caretAt(ben.find('Two.') + 2)
  ben.type('XYZ')
  meet(ana, ben)
  ana.press('Mod+z')
  meet(ana, ben)
  expect(ana.words).toContain('XYZ')
  expect(ana.words).not.toContain('Tw')
  expect(ben.shape).toBe(ana.shape)
})

test('what the server did at my command is one step of my own undo', () => {
  const ownCommand = Symbol('own command')
  const ana = author(1)
    .holds(block('paragraph', 'Keep it for 7 years.'))
    .open({ undoOrigins: [ownCommand] })
  ana.caretAt(ana.find('years') + 5)
  ana.type(' always')
  const server = new Y.Doc()
  Y.applyUpdate(server, Y.encodeStateAsUpdate(ana.doc))
  const text = (lessonFragment(server, lesson).get(0) as Y.XmlElement).get(0) as Y.XmlText
  text.delete(12, 1)
  text.insert(12, '10')
  Y.applyUpdate(ana.doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(ana.doc)), ownCommand)
  expect(ana.words).toBe('Keep it for 10 years always.')
  ana.press('Mod+z')
  expect(ana.words).toBe('Keep it for 7 years always.')
  ana.press('Mod+z')
  expect(ana.words).toBe('Keep it for 7 years.')
})

test('what a colleague wrote is no step of my undo', () => {
  const ana = author(1).holds(block('paragraph', 'One.')).open()
  const ben = author(2, ana).open()
  ben.caretAt(5)
  ben.type(' Two.')
  meet(ana, ben)
  expect(ana.press('Mod+z')).toBe(false)
  expect(ana.words).toBe('One. Two.')
})

test('what was pasted, marked or ticked is a step of its own to undo, however quickly it came', () => {
  const ana = author(1).holds(block('paragraph')).open()
  ana.caretAt(1)
  ana.type('Typed. ')
  ana.do((tr) => tr.insertText('Pasted. ').setMeta('uiEvent', 'paste'))
  ana.type('More.')
  ana.caretAt(1, 6)
  ana.press('Mod+b')
  const steps = [ana.shape]
  for (let i = 0; i < 3; i++) {
    ana.press('Mod+z')
    steps.push(ana.shape)
  }
  expect(steps).toEqual([
    'doc(paragraph(strong("Typed"), ". Pasted. More."))',
    'doc(paragraph("Typed. Pasted. More."))',
    'doc(paragraph("Typed. Pasted. "))',
    'doc(paragraph("Typed. "))',
  ])
})
