import { beforeAll, expect, test } from 'vitest'
import { BlockSelection } from '../../client/editor/block-selection.ts'
import { wholeText } from '../../client/platform/text.ts'
import { author, block, meet } from './kit.ts'

// Whole blocks by keyboard: chosen, extended, moved, copied, turned and removed together.

beforeAll(wholeText)

const four = () => [block('paragraph', 'one'), block('paragraph', 'two'), block('heading', 'three'), block('paragraph', 'four')]
const chosen = (ana: { state: { selection: unknown } }) => {
  const { selection } = ana.state
  return selection instanceof BlockSelection ? selection.blocks().map((node) => node.textContent) : null
}

test('Esc chooses the block at the caret, Shift and an arrow choose more and fewer, and Esc again leaves', () => {
  const ana = author(1)
    .holds(...four())
    .open()
  ana.caretAt(2)
  ana.press('Escape')
  expect(chosen(ana)).toEqual(['one'])
  ana.press('Shift+ArrowDown')
  ana.press('Shift+ArrowDown')
  expect(chosen(ana)).toEqual(['one', 'two', 'three'])
  ana.press('Shift+ArrowUp')
  expect(chosen(ana)).toEqual(['one', 'two'])
  ana.press('ArrowDown')
  expect(chosen(ana)).toEqual(['three'])
  ana.press('Shift+ArrowUp')
  expect(chosen(ana)).toEqual(['two', 'three'])
  ana.press('Mod+a')
  expect(chosen(ana)).toEqual(['one', 'two', 'three', 'four'])
  ana.press('Enter')
  expect(chosen(ana)).toBeNull()
  ana.type('!')
  expect(ana.words).toBe('one\ntwo\nthree\nfour!')
})

test('chosen blocks move, are copied and go together, and stay chosen while they move', () => {
  const ana = author(1)
    .holds(...four())
    .open()
  ana.caretAt(2)
  ana.press('Escape')
  ana.press('Shift+ArrowDown')
  ana.press('Alt+ArrowDown')
  expect(ana.words).toBe('three\none\ntwo\nfour')
  expect(chosen(ana)).toEqual(['one', 'two'])
  ana.press('Mod+Shift+d')
  expect(ana.words).toBe('three\none\ntwo\none\ntwo\nfour')
  expect(new Set(ana.ids).size).toBe(6)
  ana.press('Backspace')
  expect(ana.words).toBe('three\none\ntwo\nfour')
  ana.press('Mod+z')
  expect(ana.words).toBe('three\none\ntwo\none\ntwo\nfour')
})

test('words selected over several blocks move as the blocks they run over', () => {
  const ana = author(1)
    .holds(...four())
    .open()
  ana.caretAt(2, 8)
  ana.press('Alt+ArrowDown')
  expect(ana.words).toBe('three\none\ntwo\nfour')
})

test('items of a list are chosen one by one, and the last of them takes its list along', () => {
  const items = ['a', 'b'].map((text) => block('listItem', [block('paragraph', text)]))
  const ana = author(1).holds(block('paragraph', 'x'), block('bulletList', items)).open()
  ana.caretAt(7)
  ana.press('Escape')
  expect(chosen(ana)).toEqual(['a'])
  ana.press('Shift+ArrowDown')
  expect(chosen(ana)).toEqual(['a', 'b'])
  ana.press('Delete')
  expect(ana.shape).toBe('doc(paragraph("x"))')
})

test('chosen blocks stay chosen while somebody else writes above them', () => {
  const ana = author(1)
    .holds(...four())
    .open()
  const ben = author(2, ana).open()
  ana.caretAt(7)
  ana.press('Escape')
  ana.press('Shift+ArrowDown')
  ben.caretAt(1)
  ben.type('Ben was here: ')
  meet(ana, ben)
  expect(chosen(ana)).toEqual(['two', 'three'])
  ana.press('Delete')
  meet(ana, ben)
  expect(ben.words).toBe('Ben was here: one\nfour')
})

test('what is typed over chosen blocks takes their place', () => {
  const ana = author(1)
    .holds(...four())
    .open()
  ana.caretAt(2)
  ana.press('Escape')
  ana.press('Shift+ArrowDown')
  ana.do((tr) => tr.insertText('X'))
  expect(ana.words).toBe('X\nthree\nfour')
})
