import { resolveAnchors } from '../../shared/document/anchors.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { lessonsInOrder } from '../../shared/document/outline.ts'
import { LessonText } from '../../shared/document/positions.ts'
import { blockIdOf, nodesIn } from '../../shared/document/prose.ts'
import type { readThreads, Thread } from '../../shared/document/threads.ts'
import { readLesson } from '../../shared/document/walker.ts'
import type { LessonId } from '../../shared/id.ts'

/** The course document, which only `shared/document` and the editor look into. */
export type Doc = Parameters<typeof readThreads>[0]

/** Where a thread stands: its lesson and a number that grows along the text. Detached: its words or its lesson are gone. */
export type Standing = { lesson?: LessonId; order: number; detached: boolean }
export type Places = { of: (thread: Thread) => Standing; titleOf: (lesson: LessonId) => string | undefined }

const perLesson = 1e9

/** Where all threads stand now: one walk for each lesson with threads. */
export function placesOf(doc: Doc, threads: readonly Thread[]): Places {
  const lessons = lessonsInOrder(doc)
  const rank = new Map(lessons.map(({ id }, at) => [id, at + 1]))
  const lessonOf = (thread: Thread) => thread.anchor?.lesson ?? thread.lesson
  const found = new Map<string, Standing>()
  for (const { id: lesson } of lessons) {
    const here = threads.filter((thread) => lessonOf(thread) === lesson)
    if (here.length === 0) continue
    const offsets = offsetsIn(doc, lesson, here)
    for (const { id } of here) {
      const offset = offsets.get(id)
      found.set(id, { lesson, order: rank.get(lesson)! * perLesson + (offset ?? perLesson - 1), detached: offset === undefined })
    }
  }
  const titles = new Map(lessons.map(({ id, title }) => [id, title]))
  return {
    of: (thread) => found.get(thread.id) ?? (thread.on === 'course' ? { order: 0, detached: false } : { order: Infinity, detached: true }),
    titleOf: (lesson) => titles.get(lesson),
  }
}

/** How far into its lesson each thread stands; those whose place is gone are left out. */
function offsetsIn(doc: Doc, lesson: LessonId, threads: Thread[]): Map<string, number> {
  const offsets = new Map<string, number>()
  const anchored = new Map(
    threads.flatMap((thread) => (thread.on === 'text' && thread.anchor ? [[thread.id as string, thread.anchor]] : [])),
  )
  for (const [id, range] of resolveAnchors(doc, lesson, anchored, new LessonText(lessonFragment(doc, lesson))))
    if (range) offsets.set(id, range.from)
  const onBlocks = threads.filter(({ on }) => on === 'block')
  const blocks = onBlocks.length > 0 ? blockOrder(doc, lesson) : undefined
  for (const { id, on, block } of threads) {
    if (on === 'lesson') offsets.set(id, 0)
    const at = on === 'block' && block ? blocks?.get(block) : undefined
    if (at !== undefined) offsets.set(id, at)
  }
  return offsets
}

function blockOrder(doc: Doc, lesson: LessonId): Map<string, number> {
  const order = new Map<string, number>()
  let at = 0
  for (const node of nodesIn(readLesson(doc, lesson))) {
    const id = blockIdOf(node)
    if (id) order.set(id, at)
    // The same measure as the positions of text: two for an element, one for each character.
    at += node.text?.length ?? 2
  }
  return order
}
