import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { anchorAt, resolveAnchors } from '../../shared/document/anchors.ts'
import { lessonFragment, metaOf, threadsOf } from '../../shared/document/layout.ts'
import { addNode, asLesson, lessonsInOrder, readOutline, renameNode, trashNode } from '../../shared/document/outline.ts'
import { restoreCourse, sizeOf } from '../../shared/document/restore.ts'
import { addLesson, seedDocument } from '../../shared/document/write.ts'
import { readLesson } from '../../shared/document/walker.ts'
import type { NodeId, PersonId } from '../../shared/id.ts'
import { chance, seedOfRun } from '../collaboration/chance.ts'

// An earlier state comes back as a new edit.

const ana = 'ana1' as PersonId
const by = { by: ana, at: 5 }
const text = (id: string, words: string) => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text: words }] })

function aCourse() {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seedDocument({ title: 'Refunds', language: 'en', by: ana, at: 1 }))
  const lesson = addLesson(doc, {
    id: 'lesson-a' as NodeId,
    parent: null,
    title: 'Talking',
    content: [
      text('block-1', 'The first words stay.'),
      text('block-2', 'Listen to the customer 🙂 before you talk.'),
      {
        type: 'bulletList',
        attrs: { id: 'list-1' },
        content: [{ type: 'listItem', attrs: { id: 'item-1' }, content: [text('block-3', 'a point')] }],
      },
      text('block-4', 'The last words.'),
    ],
  })
  return { doc, lesson, past: copyOf(doc) }
}
const copyOf = (doc: Y.Doc) => {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
const said = (doc: Y.Doc) => lessonsInOrder(doc).map(({ id, title }) => ({ id, title, text: readLesson(doc, id) }))
const block = (doc: Y.Doc, lesson: ReturnType<typeof asLesson>, i: number) => lessonFragment(doc, lesson).get(i) as Y.XmlElement
const textIn = (element: Y.XmlElement) => element.get(0) as Y.XmlText

test('what is as it was is not touched, and nothing at all happens to a course that did not change', () => {
  const { doc, past } = aCourse()
  let updates = 0
  doc.on('update', () => updates++)
  expect(restoreCourse(doc, past, by)).toBe(0)
  expect(updates).toBe(0)
})

test('deleted lessons and blocks come back with their ids, and titles as they were', () => {
  const { doc, lesson, past } = aCourse()
  lessonFragment(doc, lesson).delete(0, 3)
  renameNode(doc, 'lesson-a' as NodeId, 'Nothing')
  metaOf(doc).set('title', 'Gone')
  const before = copyOf(doc)
  expect(restoreCourse(doc, past, by)).toBe(3)
  expect(said(doc)).toEqual(said(past))
  expect(metaOf(doc).get('title')).toBe('Refunds')
  // It is an edit like any other: who has the old state gets there by it.
  Y.applyUpdate(before, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(before)))
  expect(said(before)).toEqual(said(past))
})

test('comments on words that are still there hang on to them', () => {
  const { doc, lesson, past } = aCourse()
  const fragment = lessonFragment(doc, lesson)
  const whole = readLesson(doc, lesson).content![0]!
  const anchor = anchorAt(fragment, lesson, 1, 1 + whole.content![0]!.text!.length)
  textIn(block(doc, lesson, 1)).delete(0, 10)
  textIn(block(doc, lesson, 1)).insert(textIn(block(doc, lesson, 1)).length, ' And more 🙂.')
  fragment.delete(2, 1)
  expect(restoreCourse(doc, past, by)).toBeGreaterThan(0)
  expect(said(doc)).toEqual(said(past))
  expect(resolveAnchors(doc, lesson, new Map([['thread', anchor]])).get('thread')).toEqual({ from: 1, to: 22 })
})

test('[H3] letters stay what they were: those of a sentence do not go on in one that is nearly like it', () => {
  const { doc, lesson } = aCourse()
  const words = textIn(block(doc, lesson, 0))
  const [amber, brown] = ['before noon the amber rope is wet', 'before noon the brown rope is wet']
  words.delete(0, words.length)
  words.insert(0, amber)
  const then = copyOf(doc)
  words.insert(amber.length, brown)
  const anchor = anchorAt(lessonFragment(doc, lesson), lesson, 1 + amber.length, 1 + amber.length + brown.length)
  words.delete(0, amber.length)
  expect(words.toJSON()).toBe(brown)
  restoreCourse(doc, then, by)
  expect(words.toJSON()).toBe(amber)
  expect(resolveAnchors(doc, lesson, new Map([['thread', anchor]])).get('thread')).toBeNull()
})

test('[H3] words that only look otherwise are made to look as before, and stay the same letters', () => {
  const { doc, lesson, past } = aCourse()
  const words = textIn(block(doc, lesson, 1))
  const first = words._start?.id
  words.format(0, 6, { strong: {} })
  words.insert(words.length, ' And more.')
  restoreCourse(doc, past, by)
  expect(said(doc)).toEqual(said(past))
  let item = words._start
  while (item && !item.countable) item = item.right
  expect(item).toMatchObject({ id: first, deleted: false })
})

test('what was written later goes to the trash, what people said stays', () => {
  const { doc, past } = aCourse()
  addLesson(doc, { id: 'lesson-later' as NodeId, parent: null, title: 'Later', content: [text('block-9', 'new')] })
  threadsOf(doc).set('thread-1', { by: ana, at: 2, on: 'course' })
  trashNode(doc, 'lesson-a' as NodeId, { by: ana, at: 3 })
  restoreCourse(doc, past, by)
  expect(said(doc)).toEqual(said(past))
  const later = readOutline(doc).find(({ id }) => id === 'lesson-later')
  expect(later?.trashed).toEqual(by)
  expect(readLesson(doc, asLesson('lesson-later' as NodeId)).content).toHaveLength(1)
  expect(threadsOf(doc).size).toBe(1)
})

test('the size of a course counts what is not in the trash', () => {
  const { doc } = aCourse()
  const { lessons, words } = sizeOf(doc)
  expect(lessons).toBe(2)
  expect(words).toBe(16)
  trashNode(doc, 'lesson-a' as NodeId, { by: ana, at: 3 })
  expect(sizeOf(doc)).toEqual({ lessons: 1, words: 0 })
})

test('whatever happened since, restoring gives back exactly what was said', () => {
  const seed = seedOfRun()
  const random = chance(seed)
  for (let round = 0; round < 60; round++) {
    const { doc, lesson, past } = aCourse()
    for (let step = 0; step < 25; step++) {
      const fragment = lessonFragment(doc, lesson)
      const at = random.below(fragment.length + 1)
      const here = fragment.get(Math.min(at, fragment.length - 1)) as Y.XmlElement | undefined
      const what = random.below(6)
      if (what === 0 && fragment.length > 0) fragment.delete(Math.min(at, fragment.length - 1), 1)
      else if (what === 1) fragment.insert(at, [paragraphOf(`new-${step}`, 'more 🙂 words')])
      else if (what === 2 && here) fragment.insert(at, [here.clone() as Y.XmlElement])
      else if (what === 3 && here) here.setAttribute('id', `other-${step}`)
      else if (here?.get(0) instanceof Y.XmlText) {
        const words = textIn(here)
        if (what === 4) words.insert(random.below(2) * words.length, 'x🙂', { strong: {} })
        else words.delete(0, Math.min(words.length, 1 + random.below(5)))
      }
      if (what === 5) addNode(doc, { kind: 'section', parent: null, title: `s${step}` })
    }
    restoreCourse(doc, past, by)
    expect(said(doc), `seed ${seed}, round ${round}`).toEqual(said(past))
  }
})

function paragraphOf(id: string, words: string) {
  const element = new Y.XmlElement('paragraph')
  element.setAttribute('id', id)
  element.insert(0, [new Y.XmlText(words)])
  return element
}
