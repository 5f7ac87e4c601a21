import { resolveAnchors } from '../../shared/document/anchors.ts'
import { aboutOf, blockIn } from '../../shared/document/blocks-in.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { lessonsInOrder } from '../../shared/document/outline.ts'
import { LessonText } from '../../shared/document/positions.ts'
import { blockIdOf, nodesIn } from '../../shared/document/prose.ts'
import type { readThreads, Thread } from '../../shared/document/threads.ts'
import { readLesson } from '../../shared/document/walker.ts'
import type { LessonId } from '../../shared/id.ts'

/** The course document, which only `shared/document` and the editor look into. */
export type Doc = Parameters<typeof readThreads>[0]

/**
 * Where a thread stands: its lesson and a number that grows along the text. Detached: its words or its lesson are gone.
 * `about`: what its block says, for a thread on a block.
 */
export type Standing = { lesson?: LessonId; order: number; detached: boolean; about?: string }
export type Places = { of: (thread: Thread) => Standing; titleOf: (lesson: LessonId) => string | undefined }

const perLesson = 1e9

/** Where all threads stand now: one walk for each lesson with threads. */
export function placesOf(doc: Doc, threads: readonly Thread[]): Places {
  const lessons = lessonsInOrder(doc)
  const rank = new Map(lessons.map(({ id }, at) => [id, at + 1]))
  const inLesson = new Map<string, Thread[]>()
  for (const thread of threads) {
    const lesson = thread.anchor?.lesson ?? thread.lesson
    const here = lesson && inLesson.get(lesson)
    if (here) here.push(thread)
    else if (lesson) inLesson.set(lesson, [thread])
  }
  const found = new Map<string, Standing>()
  for (const { id: lesson } of lessons) {
    const here = inLesson.get(lesson)
    if (!here) continue
    const offsets = offsetsIn(doc, lesson, here)
    for (const { id } of here) {
      const at = offsets.get(id)
      const order = rank.get(lesson)! * perLesson + (at?.offset ?? perLesson - 1)
      found.set(id, { lesson, order, detached: at === undefined, ...(at?.about && { about: at.about }) })
    }
  }
  const titles = new Map(lessons.map(({ id, title }) => [id, title]))
  return {
    of: (thread) =>
      found.get(thread.id) ??
      (thread.on === 'course' || thread.on === 'suggestion' ? { order: 0, detached: false } : { order: Infinity, detached: true }),
    titleOf: (lesson) => titles.get(lesson),
  }
}

type Offset = { offset: number; about?: string }

/** How far into its lesson each thread stands; those whose place is gone are left out. */
function offsetsIn(doc: Doc, lesson: LessonId, threads: Thread[]): Map<string, Offset> {
  const offsets = new Map<string, Offset>()
  const anchored = new Map(
    threads.flatMap((thread) => (thread.on === 'text' && thread.anchor ? [[thread.id as string, thread.anchor]] : [])),
  )
  for (const [id, range] of resolveAnchors(doc, lesson, anchored, new LessonText(lessonFragment(doc, lesson))))
    if (range) offsets.set(id, { offset: range.from })
  const onBlocks = threads.filter(({ on }) => on === 'block' || on === 'moment')
  const blocks = onBlocks.length > 0 ? blocksOf(doc, lesson) : undefined
  for (const { id, on, block, seconds = 0 } of threads) {
    if (on === 'lesson') offsets.set(id, { offset: 0 })
    const at = block === undefined ? undefined : blocks?.get(block)
    // Moments of one video follow each other, before whatever comes behind it.
    if (at) offsets.set(id, { ...at, offset: at.offset + seconds / 1e6 })
  }
  return offsets
}

const longestAbout = 200

/** What a block says, if it is there and says anything. */
export function wordsAt(doc: Doc, lesson: LessonId, block: string): string | undefined {
  const found = blockIn(readLesson(doc, lesson), block)
  return (found && aboutOf(found).slice(0, longestAbout)) || undefined
}

function blocksOf(doc: Doc, lesson: LessonId): Map<string, Offset> {
  const found = new Map<string, Offset>()
  let offset = 0
  for (const node of nodesIn(readLesson(doc, lesson))) {
    const id = blockIdOf(node)
    const words = id ? aboutOf(node) : ''
    if (id) found.set(id, { offset, ...(words && { about: words.slice(0, longestAbout) }) })
    // The same measure as the positions of text: two for an element, one for each character.
    offset += node.text?.length ?? 2
  }
  return found
}
