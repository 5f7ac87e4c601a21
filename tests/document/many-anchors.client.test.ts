import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { highlightRanges, setHighlights } from '../../client/editor/plugins/highlights.ts'
import { anchorOn, resolveAnchor, resolveAnchors } from '../../shared/document/anchors.ts'
import { lookAtAnchors, type Sightings } from '../../shared/document/healing.ts'
import { anchorsOf, lessonFragment } from '../../shared/document/layout.ts'
import { LessonText } from '../../shared/document/positions.ts'
import { appendProse } from '../../shared/document/write.ts'
import type { LessonId } from '../../shared/id.ts'
import { author, lesson } from '../editor/kit.ts'
import { aCourse, lessonA, paragraph, replica } from './kit.ts'

// Hundreds of threads on one lesson. What is counted is how often a part of the document is read, never a time.

/** Counts how often anything goes on from one part of a type to the next, or back, from now on. */
function watchSteps(...fragments: Y.XmlFragment[]): { steps: number; parts: number } {
  const count = { steps: 0, parts: 0 }
  const watch = (item: Y.Item, side: 'left' | 'right') => {
    let beside = item[side]
    Object.defineProperty(item, side, {
      get: () => (count.steps++, beside),
      set: (to: Y.Item | null) => {
        beside = to
      },
    })
  }
  const walk = (type: Y.AbstractType<unknown>) => {
    const items: Y.Item[] = []
    for (let item = type._start; item !== null; item = item.right) items.push(item)
    count.parts += items.length
    for (const { content } of items) if (content instanceof Y.ContentType) walk(content.type as Y.AbstractType<unknown>)
    for (const item of items) for (const side of ['left', 'right'] as const) watch(item, side)
  }
  for (const fragment of fragments) walk(fragment as Y.AbstractType<unknown>)
  return count
}

const sentence = (i: number) => `Line ${i}: check every mooring twice before the storm.`
const many = 500

/** Fills a lesson with letters that came in many small pieces, and hangs `count` anchors on it. */
function fill(doc: Y.Doc, id: LessonId, count: number): Y.XmlFragment {
  const fragment = lessonFragment(doc, id)
  appendProse(
    fragment,
    Array.from({ length: 50 }, (_, i) => paragraph(sentence(i))),
  )
  for (const { type } of new LessonText(fragment).pieces)
    for (let at = 48; at > 10; at -= 4) if (type instanceof Y.XmlText) type.insert(at, '~')
  const text = new LessonText(fragment)
  for (let i = 0; i < count; i++) {
    const from = text.text.indexOf(`Line ${i % 50}:`) + (Math.floor(i / 50) % 10) * 4
    anchorsOf(doc).set(`t${i}`, anchorOn(text, id, from, from + 15))
  }
  return fragment
}
function aLesson() {
  const { doc } = aCourse({ a: [] })
  return { doc, fragment: fill(doc, lessonA, many) }
}
/** Somebody writes a word into the eighth block. */
const write = (doc: Y.Doc, id: LessonId) => ((lessonFragment(doc, id).get(7) as Y.XmlElement).get(0) as Y.XmlText).insert(3, 'so')

test('[D21] five hundred anchors are resolved in one walk: each part of a lesson is read twice at most', () => {
  const { doc, fragment } = aLesson()
  const anchors = new Map(anchorsOf(doc))
  const apart = new Map([...anchors].map(([key, anchor]) => [key, resolveAnchor(doc, anchor)]))
  const count = watchSteps(fragment)
  expect(count.parts).toBeGreaterThan(many)
  const found = resolveAnchors(doc, lessonA, anchors)
  expect(count.steps).toBeLessThanOrEqual(2 * count.parts)
  expect(found).toEqual(apart)
  expect([...found.values()].filter(Boolean)).toHaveLength(many)
})

test('[D21] after an edit the server looks at all of them in one walk too', () => {
  const { doc, fragment } = aLesson()
  const seen: Sightings = new Map()
  lookAtAnchors(doc, seen)
  write(doc, lessonA)
  const count = watchSteps(fragment)
  expect(lookAtAnchors(doc, seen).lost).toEqual([])
  expect(count.steps).toBeLessThanOrEqual(2 * count.parts)
})

test('[D21] a colleague’s edit costs an editor with five hundred highlights no more than a walk beyond one with none', () => {
  const stepsFor = (threads: number) => {
    const ana = author(1)
    const fragment = fill(ana.doc, lesson, threads)
    ana.open()
    const list = [...anchorsOf(ana.doc)].map(([key, anchor]) => ({ key, anchor, kind: 'thread' as const }))
    setHighlights(ana.view, list)
    const ben = replica(ana.doc, 2)
    write(ben, lesson)
    const count = watchSteps(fragment)
    Y.applyUpdate(ana.doc, Y.encodeStateAsUpdate(ben, Y.encodeStateVector(ana.doc)), 'remote')
    expect(highlightRanges(ana.state).size).toBe(threads)
    return count
  }
  const [none, all] = [stepsFor(0), stepsFor(many)]
  expect(all.steps - none.steps).toBeLessThanOrEqual(2 * all.parts)
})
