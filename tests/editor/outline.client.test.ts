import { createRoot } from 'solid-js'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createReading } from '../../client/outline/reading.ts'
import { createOutline, placeAfterStep, rowsOf } from '../../client/outline/state.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { addNode, asLesson, readOutline } from '../../shared/document/outline.ts'
import { appendProse } from '../../shared/document/write.ts'
import type { LessonId, NodeId, PersonId } from '../../shared/id.ts'
import { linesOf } from '../../client/screens/editor/lines.ts'

const ana = 'person-ana' as PersonId

/** A: A1, A2 · B: B1 · C (a lesson) */
function aCourse() {
  const doc = new Y.Doc()
  const add = (id: string, kind: 'section' | 'lesson', parent: string | null = null) =>
    addNode(doc, { id: `node-${id}` as NodeId, kind, parent: parent === null ? null : (`node-${parent}` as NodeId), title: id })
  add('A', 'section')
  add('A1', 'lesson', 'A')
  add('A2', 'lesson', 'A')
  add('B', 'section')
  add('B1', 'lesson', 'B')
  add('C', 'lesson')
  return doc
}
const titles = (doc: Y.Doc) => rowsOf(readOutline(doc), () => false).map(({ node, depth }) => `${'  '.repeat(depth)}${node.title}`)
const opened = (doc: Y.Doc) =>
  createRoot(() =>
    createOutline(
      () => doc,
      () => ana,
    ),
  )

test.each([
  ['A2', 'up', ['A', '  A2', '  A1', 'B', '  B1', 'C']],
  ['A1', 'up', ['A1', 'A', '  A2', 'B', '  B1', 'C']],
  ['A2', 'down', ['A', '  A1', 'A2', 'B', '  B1', 'C']],
  ['B', 'up', ['B', '  B1', 'A', '  A1', '  A2', 'C']],
  ['C', 'in', ['A', '  A1', '  A2', 'B', '  B1', '  C']],
  ['B1', 'out', ['A', '  A1', '  A2', 'B', 'B1', 'C']],
] as const)('%s moved %s by the keyboard', (id, step, expected) => {
  const doc = aCourse()
  const outline = opened(doc)
  const place = placeAfterStep(outline.rows(), `node-${id}` as NodeId, step)
  if (place) outline.move(`node-${id}` as NodeId, place)
  expect(titles(doc)).toEqual(expected)
})

test('the first line has nowhere up to go, and a lesson at the top nowhere out', () => {
  const outline = opened(aCourse())
  expect(placeAfterStep(outline.rows(), 'node-A' as NodeId, 'up')).toBeNull()
  expect(placeAfterStep(outline.rows(), 'node-C' as NodeId, 'out')).toBeNull()
})

test('what changes in one section leaves the lines of the others the same things, so that nobody draws them again', () => {
  const outline = opened(aCourse())
  const line = (title: string) => outline.rows().find(({ node }) => node.title === title)
  const before = { inside: line('B1'), lesson: outline.lessons().find(({ node }) => node.title === 'B1'), beside: line('A2') }
  outline.rename('node-A1' as NodeId, 'First')
  expect(line('First')).toBeDefined()
  expect(line('B1')).toBe(before.inside)
  expect(outline.lessons().find(({ node }) => node.title === 'B1')).toBe(before.lesson)
  expect(line('A2')).not.toBe(before.beside)
  expect(line('A2')?.siblings.map(({ title }) => title)).toEqual(['First', 'A2'])
})

test('a section in the trash takes its lessons along and brings them back', () => {
  const outline = opened(aCourse())
  outline.trash('node-A' as NodeId)
  expect(outline.rows().map(({ node }) => node.title)).toEqual(['B', 'B1', 'C'])
  expect(outline.trashed().map(({ title }) => title)).toEqual(['A'])
  outline.restore('node-A' as NodeId)
  expect(outline.lessons().map(({ node }) => node.title)).toEqual(['A1', 'A2', 'B1', 'C'])
})

test('a closed section hides its lessons from the tree and from nothing else', () => {
  const outline = opened(aCourse())
  outline.setOpen('node-A' as NodeId, false)
  expect(outline.rows().map(({ node }) => node.title)).toEqual(['A', 'B', 'B1', 'C'])
  expect(outline.lessons()).toHaveLength(4)
})

test('a pasted outline tells sections by their colon or their sign, and drops bullets and numbers', () => {
  expect(linesOf('Before:\n- Know them\n  2. Set a goal\n\n# During\nListen')).toEqual([
    { kind: 'section', title: 'Before' },
    { kind: 'lesson', title: 'Know them' },
    { kind: 'lesson', title: 'Set a goal' },
    { kind: 'section', title: 'During' },
    { kind: 'lesson', title: 'Listen' },
  ])
})

test('a sign before a title is set and taken away, and moves and names go on beside it', () => {
  const doc = aCourse()
  const outline = opened(doc)
  outline.setIcon('node-A' as NodeId, '🎯')
  outline.rename('node-A' as NodeId, 'Aims')
  expect(outline.rows()[0]?.node).toMatchObject({ icon: '🎯', title: 'Aims' })
  outline.setIcon('node-A' as NodeId, '')
  expect(outline.rows()[0]?.node.icon).toBe('')
})

test('words and minutes are counted while the hands rest, and again where somebody wrote', () => {
  vi.useFakeTimers()
  const doc = aCourse()
  const [first, second] = ['node-A1', 'node-A2'].map((id) => asLesson(id as NodeId)) as [LessonId, LessonId]
  const say = (lesson: LessonId, text: string) =>
    appendProse(lessonFragment(doc, lesson), [{ type: 'paragraph', content: [{ type: 'text', text }] }])
  say(first, 'Three short words')
  const reading = createRoot(() =>
    createReading(
      () => doc,
      () => [first, second],
    ),
  )
  expect(reading.total()).toBeUndefined()
  vi.advanceTimersByTime(2000)
  expect(reading.of(first)).toEqual({ words: 3, minutes: 1 })
  expect(reading.of(second)).toBeUndefined() // without a word, nothing to say
  say(second, 'word '.repeat(600))
  vi.advanceTimersByTime(2000)
  expect(reading.of(second)).toEqual({ words: 600, minutes: 3 })
  expect(reading.total()).toEqual({ words: 603, minutes: 4 })
  vi.useRealTimers()
})
