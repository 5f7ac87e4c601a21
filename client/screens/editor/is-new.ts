import { createEffect, createSignal, onCleanup, untrack } from 'solid-js'
import { asLesson } from '../../../shared/document/outline.ts'
import { textOf } from '../../../shared/document/prose.ts'
import { readLesson } from '../../../shared/document/walker.ts'
import type { Doc, Outline } from '../../outline/state.ts'

/** Nobody has written a word yet: at most the one lesson that every course begins with. */
const isNew = (doc: Doc, outline: Outline): boolean => {
  const lessons = outline.lessons()
  return (
    lessons.length <= 1 &&
    outline.trashed().length === 0 &&
    lessons.every(({ node }) =>
      (readLesson(doc, asLesson(node.id)).content ?? []).every((block) => block.type === 'paragraph' && textOf(block) === ''),
    )
  )
}

/** Whether a course has no word yet, until it has. */
export function createIsNew(doc: () => Doc, outline: Outline): () => boolean {
  const [fresh, setFresh] = createSignal(false)
  createEffect(() => {
    const now = doc()
    setFresh(isNew(now, outline))
    if (!untrack(fresh)) return
    // Observers may still be reading the change itself.
    const look = () => queueMicrotask(() => setFresh(isNew(now, outline)))
    now.on('update', look)
    onCleanup(() => now.off('update', look))
  })
  return fresh
}
