import { expect, test } from 'vitest'
import { addColumn, deleteColumn, deleteRow, toggleHeaderRow, addRow } from '../../client/editor/blocks/table-changes.ts'
import { setKind } from '../../client/editor/blocks/question-commands.ts'
import { author, block } from './kit.ts'

const aQuestion = (kind = 'single') => block('question', [block('stem'), block('choice'), block('choice')], { kind, points: 1 })

test('a question is written from the keyboard alone: Enter goes on, Mod+. marks, an empty choice leads out', () => {
  const ana = author(1).holds(aQuestion()).open()
  ana.caretAt(2)
  ana.type('What comes first?')
  ana.press('Enter')
  ana.type('A question')
  ana.press('Mod+.')
  ana.press('Enter')
  ana.type('A form')
  ana.press('Enter')
  ana.press('Enter')
  ana.type('after')
  expect(ana.shape).toBe('doc(question(stem("What comes first?"), choice("A question"), choice("A form")), paragraph("after"))')
  expect(ana.state.doc.child(0).child(1).attrs.correct).toBe(true)
})

test('of a single-choice question only one choice is right', () => {
  const ana = author(1)
    .holds(block('question', [block('stem', 'Q'), block('choice', 'A', { correct: true }), block('choice', 'B')], { kind: 'single' }))
    .open()
  ana.caretAt(ana.find('B'))
  ana.press('Mod+.')
  const [a, b] = [ana.state.doc.child(0).child(1), ana.state.doc.child(0).child(2)]
  expect([a.attrs.correct, b.attrs.correct]).toEqual([false, true])
})

test('going back from several right answers to one keeps the first', () => {
  const choices = [block('choice', 'A', { correct: true }), block('choice', 'B', { correct: true })]
  const ana = author(1)
    .holds(block('question', [block('stem', 'Q'), ...choices], { kind: 'multiple' }))
    .open()
  setKind(0, 'single')(ana.state, ana.view.dispatch)
  expect(ana.state.doc.child(0).attrs.kind).toBe('single')
  expect([ana.state.doc.child(0).child(1).attrs.correct, ana.state.doc.child(0).child(2).attrs.correct]).toEqual([true, false])
})

test('Backspace removes an empty choice and never melts two parts into one', () => {
  const ana = author(1)
    .holds(block('question', [block('stem', 'Q'), block('choice', 'A'), block('choice')], { kind: 'single' }))
    .open()
  ana.caretAt(ana.find('A'))
  ana.press('Backspace')
  expect(ana.shape).toBe('doc(question(stem("Q"), choice("A"), choice))')
  ana.caretAt(ana.state.doc.content.size - 2)
  ana.press('Backspace')
  expect(ana.shape).toBe('doc(question(stem("Q"), choice("A")))')
})

const aCell = (words: string) => block('tableCell', [block('paragraph', words)])
const aTable = () => block('table', [block('tableRow', [aCell('a'), aCell('b')]), block('tableRow', [aCell('c')])])
const table = (who: { shape: string }) =>
  who.shape
    .replaceAll('paragraph', '')
    .replaceAll('tableCell', '')
    .replaceAll('tableRow', '')
    .replaceAll(/[("]+/g, '(')
    .replaceAll(/[)"]+/g, ')')

test('rows and columns are added and removed even where rows are of unequal length', () => {
  const ana = author(1).holds(aTable()).open()
  ana.caretAt(ana.find('b'))
  for (const command of [addColumn(1), addRow(-1), toggleHeaderRow]) command(ana.state, ana.view.dispatch)
  expect(ana.state.doc.child(0).childCount).toBe(3)
  expect(ana.state.doc.child(0).child(0).firstChild?.type.name).toBe('tableHeader')
  expect(ana.state.doc.child(0).child(1).childCount).toBe(3)
  expect(ana.state.doc.child(0).child(2).childCount).toBe(2)
  ana.caretAt(ana.find('a'))
  for (const command of [deleteColumn, deleteRow]) command(ana.state, ana.view.dispatch)
  expect(table(ana)).not.toContain('(a)')
  expect(new Set(ana.ids).size).toBe(ana.ids.length)
})

test('Tab in the last cell adds a row', () => {
  const ana = author(1)
    .holds(block('table', [block('tableRow', [aCell('a')])]))
    .open()
  ana.caretAt(ana.find('a'))
  ana.press('Tab')
  ana.type('z')
  expect(ana.state.doc.child(0).childCount).toBe(2)
  expect(ana.words).toBe('a\nz')
})
