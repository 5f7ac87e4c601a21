import { TextSelection } from 'prosemirror-state'
import { afterEach, expect, test } from 'vitest'
import { Author, block, meet } from './kit.ts'

const authors: Author[] = []
const author = (id: number, from?: Author) => {
  const made = new Author(id, from)
  authors.push(made)
  return made
}
afterEach(() => {
  for (const one of authors.splice(0)) one.close()
})
const caretAt = (who: Author, pos: number) => who.do((tr) => tr.setSelection(TextSelection.create(tr.doc, pos)))

test('undo takes back everything one typed, letter by letter, down to the empty lesson', () => {
  const ana = author(1).holds(block('paragraph')).open()
  caretAt(ana, 1)
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
  caretAt(ana, 6)
  ana.type('Two.')
  meet(ana, ben)
  caretAt(ben, ben.find('Two.') + 2)
  ben.type('XYZ')
  meet(ana, ben)
  ana.press('Mod+z')
  meet(ana, ben)
  expect(ana.words).toContain('XYZ')
  expect(ana.words).not.toContain('Tw')
  expect(ben.shape).toBe(ana.shape)
})
