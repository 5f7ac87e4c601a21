import { createEffect, createSignal } from 'solid-js'
import type { LessonId } from '../../../shared/id.ts'
import type { OpenLesson } from '../../editor/LessonEditor.tsx'

/** A place in the text: a highlight by its key, or a block by its id. */
export type Spot = {
  lesson: LessonId
  key?: string | undefined
  block?: string | undefined
  /** A moment of the block, a film or a sound. */
  seconds?: number | undefined
  /** Words by their place. */
  range?: { from: number; to: number } | undefined
  /** Only looks: the caret stays where it is. */
  only?: 'look'
}

/** So long a place is looked for: on a slow line what is said of a lesson arrives well after its text. */
const patienceMs = 5000
/** What lies above a place may still be growing when it is shown: it is shown again after these, in milliseconds. */
const settlesMs = [400, 1200]
/** Whoever does one of these looks elsewhere by now. */
const deeds = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const

/**
 * Brings places into sight. A lesson opens first, then its highlights arrive and are drawn; until then the place is
 * looked for again with each frame.
 */
export function createGoing(open: () => OpenLesson | undefined, current: () => LessonId | undefined) {
  const [spot, setSpot] = createSignal<Spot>()
  createEffect(() => {
    const [lesson, at] = [open(), spot()]
    if (!lesson || !at || current() !== at.lesson) return
    const until = performance.now() + patienceMs
    const look = () => {
      if (spot() !== at || open() !== lesson) return
      const found = show(lesson, at)
      if (found)
        settle(
          () => open() === lesson && current() === at.lesson && show(lesson, { ...at, only: 'look', seconds: undefined, range: undefined }),
        )
      if (found || performance.now() > until) setSpot()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  return setSpot
}

function show(lesson: OpenLesson, at: Spot): boolean {
  if (at.key !== undefined) return lesson.showHighlight(at.key)
  if (at.block !== undefined) return lesson.showBlock(at.block, at.only, at.seconds)
  return at.range === undefined || lesson.showRange(at.range)
}

/** Shows it again while the page settles, until somebody does something. */
function settle(again: () => unknown) {
  const timers = settlesMs.map((ms) => setTimeout(again, ms))
  const stop = () => timers.forEach(clearTimeout)
  for (const deed of deeds) addEventListener(deed, stop, { capture: true, once: true, passive: true })
  setTimeout(() => deeds.forEach((deed) => removeEventListener(deed, stop, { capture: true })), settlesMs.at(-1))
}
