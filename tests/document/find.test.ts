import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { findInCourse, patternOf, replaceInLesson, replacements, type Search } from '../../shared/document/find.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { lessonsInOrder } from '../../shared/document/outline.ts'
import { lessonTexts } from '../../shared/document/positions.ts'
import { textOf } from '../../shared/document/prose.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { addLesson } from '../../shared/document/write.ts'

const paragraph = (...runs: (string | { strong: string })[]) => ({
  type: 'paragraph',
  content: runs.map((run) =>
    typeof run === 'string' ? { type: 'text', text: run } : { type: 'text', text: run.strong, marks: [{ type: 'strong' }] },
  ),
})
function aCourse() {
  const doc = new Y.Doc()
  const first = addLesson(doc, {
    parent: null,
    title: 'Refund at once',
    content: [paragraph('A refund is a ', { strong: 'refund' }, ', not a refunding.'), paragraph('Refund them.')],
  })
  const second = addLesson(doc, { parent: null, title: 'Calls', content: [paragraph('Über den ref', { strong: 'und' }, ' reden')] })
  return { doc, first, second, all: () => lessonsInOrder(doc).map(({ id }) => textOf(readLesson(doc, id))) }
}
const search = (words: string, how: Partial<Search> = {}) => patternOf({ words, matchCase: false, wholeWord: false, ...how })!
const places = (doc: Y.Doc, pattern: RegExp) =>
  findInCourse(doc, pattern, lessonTexts(doc)).map(({ title, inTitle, matches }) => [title, inTitle, matches.map(({ exact }) => exact)])

test('words are found in every lesson and title, over the edges of their formatting', () => {
  const { doc } = aCourse()
  expect(places(doc, search('refund'))).toEqual([
    ['Refund at once', 1, ['refund', 'refund', 'refund', 'Refund']],
    ['Calls', 0, ['refund']],
  ])
  expect(places(doc, search('refund', { matchCase: true, wholeWord: true }))).toEqual([
    ['Refund at once', 0, ['refund', 'refund']],
    ['Calls', 0, ['refund']],
  ])
  expect(places(doc, search('über'))).toEqual([['Calls', 0, ['Über']]])
  expect(places(doc, search('.'))).toHaveLength(1) // a sign, and no pattern
  expect(patternOf({ words: ' ', matchCase: false, wholeWord: false })).toBeNull()
})

test('a match says what surrounds it in its line', () => {
  const { doc } = aCourse()
  const [found] = findInCourse(doc, search('them'), lessonTexts(doc))
  expect(found?.matches).toMatchObject([{ before: 'Refund ', exact: 'them', after: '.' }])
})

test('replacing is one change a lesson, keeps the formatting, and is taken back in one step', () => {
  const { doc, first, second, all } = aCourse()
  const before = all()
  const steps = replacements(doc, [first, second])
  let changes = 0
  doc.on('update', () => changes++)
  const pattern = search('refund', { wholeWord: true })
  expect(replaceInLesson(doc, first, pattern, 'repayment')).toBe(4)
  expect(replaceInLesson(doc, second, pattern, 'repayment')).toBe(1)
  expect(changes).toBe(2)
  expect(all()).toEqual(['A repayment is a repayment, not a refunding.\nrepayment them.', 'Über den repayment reden'])
  expect(lessonsInOrder(doc)[0]?.title).toBe('repayment at once')
  const [, strong] = readLesson(doc, first).content![0]!.content!
  expect(strong).toEqual({ type: 'text', text: 'repayment', marks: [{ type: 'strong' }] })
  steps.stepBack()
  expect(all()).toEqual(before)
  expect(lessonsInOrder(doc)[0]?.title).toBe('Refund at once')
  steps.close()
})

test('one match alone can be replaced, and what others wrote meanwhile is never taken back', () => {
  const { doc, first, all } = aCourse()
  const steps = replacements(doc, [first])
  replaceInLesson(doc, first, search('refund'), 'repayment', 1)
  expect(all()[0]).toBe('A refund is a repayment, not a refunding.\nRefund them.')
  ;(lessonFragment(doc, first).get(0) as Y.XmlElement).insert(0, [new Y.XmlText('Note: ')])
  steps.stepBack()
  expect(all()[0]).toBe('Note: A refund is a refund, not a refunding.\nRefund them.')
  steps.close()
})
