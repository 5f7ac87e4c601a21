import { expect, test } from 'vitest'
import { author, block } from './kit.ts'

const empty = () => {
  const ana = author(1).holds(block('paragraph')).open()
  ana.caretAt(1)
  return ana
}

test.each([
  ['# Title', 'doc(heading("Title"))'],
  ['### Small', 'doc(heading("Small"))'],
  ['- point', 'doc(bulletList(listItem(paragraph("point"))))'],
  ['1. step', 'doc(orderedList(listItem(paragraph("step"))))'],
  ['> said', 'doc(quote(paragraph("said")))'],
  ['```ts let a', 'doc(codeBlock("let a"))'],
  ['a **bold** word', 'doc(paragraph("a ", strong("bold"), " word"))'],
  ['an *em* word', 'doc(paragraph("an ", em("em"), " word"))'],
  ['some `code` here', 'doc(paragraph("some ", code("code"), " here"))'],
  ['[us](https://a.example) then', 'doc(paragraph(link("us"), " then"))'],
  ['see https://a.example/x. Then', 'doc(paragraph("see https://a.example/x. Then"))'],
  ['see https://a.example/x then', 'doc(paragraph("see ", link("https://a.example/x"), " then"))'],
  ['2 * 3 * 4', 'doc(paragraph("2 * 3 * 4"))'],
  ['snake_case_name', 'doc(paragraph("snake_case_name"))'],
])('typing %s writes %s', (typed, shape) => {
  const ana = empty()
  ana.type(typed)
  expect(ana.shape).toBe(shape)
})

test('a link that could run a script stays plain words', () => {
  const ana = empty()
  ana.type('[x](javascript:alert(1))')
  expect(ana.shape).not.toContain('link')
})

test('three dashes draw a line and leave the caret below it', () => {
  const ana = empty()
  ana.type('---')
  ana.type('next')
  expect(ana.shape).toBe('doc(divider, paragraph("next"))')
})

test('Backspace right after a rule gives the signs back', () => {
  const ana = empty()
  ana.type('# ')
  ana.press('Backspace')
  expect(ana.shape).toBe('doc(paragraph("# "))')
})

test('Enter on an empty item of a list inside a list leads one level out, and again out of the list', () => {
  const ana = empty()
  ana.type('- one')
  ana.press('Enter')
  ana.press('Tab')
  ana.type('two')
  ana.press('Enter')
  ana.press('Enter')
  ana.type('three')
  expect(ana.shape).toBe(
    'doc(bulletList(listItem(paragraph("one"), bulletList(listItem(paragraph("two")))), listItem(paragraph("three"))))',
  )
  ana.press('Enter')
  ana.press('Enter')
  ana.type('after')
  expect(ana.shape).toContain('listItem(paragraph("three"))), paragraph("after"))')
})

test('Enter in code inside a list goes on in the code', () => {
  const ana = empty()
  ana.type('- ')
  ana.type('``` a')
  ana.press('Enter')
  ana.type('b')
  expect(ana.shape).toBe('doc(bulletList(listItem(codeBlock("a\\nb"))))')
})

test('Enter in the empty last line of a longer item takes that line into an item of its own', () => {
  const ana = author(1)
    .holds(block('bulletList', [block('listItem', [block('paragraph', 'one'), block('paragraph')])]))
    .open()
  ana.caretAt(8)
  ana.press('Enter')
  ana.type('two')
  expect(ana.shape).toBe('doc(bulletList(listItem(paragraph("one")), listItem(paragraph("two"))))')
})

test('Tab and Shift+Tab change the level of a list item, and Enter on an empty one ends the list', () => {
  const ana = empty()
  ana.type('- one')
  ana.press('Enter')
  ana.type('two')
  ana.press('Tab')
  expect(ana.shape).toBe('doc(bulletList(listItem(paragraph("one"), bulletList(listItem(paragraph("two"))))))')
  ana.press('Shift+Tab')
  ana.press('Enter')
  ana.press('Enter')
  ana.type('out')
  expect(ana.shape).toBe('doc(bulletList(listItem(paragraph("one")), listItem(paragraph("two"))), paragraph("out"))')
})

test('Enter at the end of a heading goes on in plain text', () => {
  const ana = empty()
  ana.type('# Title')
  ana.press('Enter')
  ana.type('text')
  expect(ana.shape).toBe('doc(heading("Title"), paragraph("text"))')
})

test('Alt with an arrow moves a block with the caret in it, and at the edge nothing happens', () => {
  const ana = author(1).holds(block('paragraph', 'One'), block('paragraph', 'Two')).open()
  ana.caretAt(ana.find('Two') + 1)
  ana.press('Alt+ArrowUp')
  expect(ana.shape).toBe('doc(paragraph("Two"), paragraph("One"))')
  expect(ana.state.selection.from).toBe(ana.find('Two') + 1)
  expect(ana.press('Alt+ArrowUp')).toBe(true)
  expect(ana.shape).toBe('doc(paragraph("Two"), paragraph("One"))')
})

test('a lesson that was emptied offers a line to write in', () => {
  const ana = author(1).holds(block('paragraph', 'All of it')).open()
  ana.do((tr) => tr.delete(0, tr.doc.content.size))
  ana.type('new')
  expect(ana.shape).toBe('doc(paragraph("new"))')
})

test('an empty third line at the end of code leaves it', () => {
  const ana = empty()
  ana.type('``` a')
  for (let i = 0; i < 3; i++) ana.press('Enter')
  ana.type('text')
  expect(ana.shape).toBe('doc(codeBlock("a"), paragraph("text"))')
})
