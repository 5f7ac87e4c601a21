import { Slice } from 'prosemirror-model'
import { expect, test } from 'vitest'
import { author, block, meet } from './kit.ts'

test('Enter in a paragraph gives the second half an id of its own', () => {
  const ana = author(1)
    .holds(block('paragraph', 'One two', { id: 'first0000001' }))
    .open()
  ana.caretAt(4)
  ana.press('Enter')
  expect(ana.shape).toBe('doc(paragraph("One"), paragraph(" two"))')
  expect(ana.ids[0]).toBe('first0000001')
  expect(ana.ids[1]).toMatch(/^[0-9a-z]{12}$/)
})

test('Enter at the start of a paragraph leaves its id with its words', () => {
  const ana = author(1)
    .holds(block('paragraph', 'Words', { id: 'first0000001' }))
    .open()
  ana.caretAt(1)
  ana.press('Enter')
  expect(ana.shape).toBe('doc(paragraph, paragraph("Words"))')
  expect(ana.ids[1]).toBe('first0000001')
  expect(ana.ids[0]).not.toBe('first0000001')
})

test('a copy pasted above its original gets new ids, and the original keeps its own', () => {
  const question = block('question', [block('stem', 'Why?', { id: 'stem00000001' }), block('choice', 'So', { id: 'choice000001' })], {
    id: 'question0001',
  })
  const ana = author(1).holds(block('paragraph', 'Before'), question).open()
  const copied = ana.state.doc.slice(8, ana.state.doc.content.size)
  ana.do((tr) => tr.replace(0, 0, new Slice(copied.content, 0, 0)))
  const kept = ana.ids.slice(-3)
  expect(kept).toEqual(['question0001', 'stem00000001', 'choice000001'])
  expect(new Set(ana.ids).size).toBe(ana.ids.length)
})

test('the copy of a duplicated block is a block of its own', () => {
  const ana = author(1).holds(block('paragraph', 'Twice')).open()
  ana.caretAt(2)
  ana.press('Mod+Shift+d')
  expect(ana.shape).toBe('doc(paragraph("Twice"), paragraph("Twice"))')
  expect(new Set(ana.ids).size).toBe(2)
})

test('what arrives from a colleague is never given other ids here', () => {
  const ana = author(1).holds(block('paragraph', 'One')).open()
  const ben = author(2, ana).open()
  ben.caretAt(4)
  ben.press('Enter')
  ben.type('Two')
  const ids = ben.ids
  meet(ana, ben)
  expect(ana.ids).toEqual(ids)
  expect(ben.ids).toEqual(ids)
})
