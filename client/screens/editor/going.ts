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

const tries = 30

/**
 * Brings places into sight. A lesson opens first, then its highlights arrive and are drawn; until then the place is
 * looked for again with each frame, half a second long.
 */
export function createGoing(open: () => OpenLesson | undefined, current: () => LessonId | undefined) {
  const [spot, setSpot] = createSignal<Spot>()
  createEffect(() => {
    const [lesson, at] = [open(), spot()]
    if (!lesson || !at || current() !== at.lesson) return
    let left = tries
    const look = () => {
      if (spot() !== at || open() !== lesson) return
      const found =
        at.key !== undefined
          ? lesson.showHighlight(at.key)
          : at.block !== undefined
            ? lesson.showBlock(at.block, at.only, at.seconds)
            : at.range === undefined || lesson.showRange(at.range)
      if (found || --left === 0) setSpot()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  return setSpot
}
