import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { lessonFragment } from '../../shared/document/layout.ts'
import { nodesIn, words } from '../../shared/document/prose.ts'
import { poolsIn } from '../../shared/document/question.ts'
import { readLesson } from '../../shared/document/walker.ts'
import type { LessonId } from '../../shared/id.ts'
import { minutesFor } from '../../shared/reading-time.ts'
import type { Doc } from './state.ts'

/** How much there is to read: `minutes` as learners will be told once it is published. */
export type Reading = { words: number; minutes: number }

const readingOf = (doc: Doc, lesson: LessonId): Reading => {
  const text = readLesson(doc, lesson)
  const count = words(text)
  const questions = [...nodesIn(text)].filter(({ type }) => type === 'question')
  return {
    words: count,
    minutes: minutesFor({ words: count, questions: Object.fromEntries(questions.map((_, at) => [at, ''])), pools: poolsIn(text) }),
  }
}

const restMs = 800
/** At most so long at once: counting must not be felt by who types. */
const sliceMs = 6

/**
 * Words and minutes of each lesson, counted while the hands rest and counted again where something changed.
 *
 * `of` is undefined for a lesson without a word, or not counted yet.
 */
export function createReading(doc: () => Doc, lessons: () => readonly LessonId[]) {
  const [counted, setCounted] = createSignal<ReadonlyMap<string, Reading>>(new Map())
  createEffect(
    on([doc, lessons], ([now, all]) => {
      const stale = new Set(all.filter((lesson) => !counted().has(lesson)))
      let timer: ReturnType<typeof setTimeout> | undefined
      const count = () => {
        timer = undefined
        const next = new Map(counted())
        const until = performance.now() + sliceMs
        for (const lesson of stale) {
          if (performance.now() > until) break
          stale.delete(lesson)
          next.set(lesson, readingOf(now, lesson))
        }
        setCounted(next)
        if (stale.size > 0) timer = setTimeout(count, 30)
      }
      const later = (wait: number) => {
        clearTimeout(timer)
        timer = setTimeout(count, wait)
      }
      const fragments = new Map(all.map((lesson) => [lessonFragment(now, lesson) as unknown, lesson]))
      const look = ({ changedParentTypes }: { changedParentTypes: Map<unknown, unknown> }) => {
        let found = false
        for (const type of changedParentTypes.keys()) {
          const lesson = fragments.get(type)
          if (lesson) stale.add(lesson)
          found ||= lesson !== undefined
        }
        if (found) later(restMs)
      }
      now.on('afterTransaction', look)
      if (stale.size > 0) later(restMs)
      onCleanup(() => {
        clearTimeout(timer)
        now.off('afterTransaction', look)
      })
    }),
  )
  return {
    of: (lesson: LessonId): Reading | undefined => {
      const found = counted().get(lesson)
      return found && found.words > 0 ? found : undefined
    },
    /** Of the whole course, once all of it is counted; undefined for one without a word. */
    total: (): Reading | undefined => {
      const sum = { words: 0, minutes: 0 }
      for (const lesson of lessons()) {
        const found = counted().get(lesson)
        if (!found) return undefined
        sum.words += found.words
        sum.minutes += found.words > 0 ? found.minutes : 0
      }
      return sum.words > 0 ? sum : undefined
    },
  }
}
