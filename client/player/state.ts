import { batch, createEffect, createMemo, createSignal, onCleanup } from 'solid-js'
import type { Answer, Feedback } from '../../shared/assessment.ts'
import type { BlockId, LessonId } from '../../shared/id.ts'
import type { LessonDelta, PlayLesson, PlayView } from '../../shared/play.ts'
import { invariant, Problem } from '../../shared/problem.ts'
import { Offline } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import type { Transport } from './transport.ts'

export type Start = { lesson?: LessonId | undefined; block?: BlockId | undefined }
/** What is on the screen: a lesson, from a block on, or the end of the course. */
export type Page =
  | { lesson: LessonId; block: BlockId | null; /** Somebody was sent to this very block: it is pointed out. */ sought?: true }
  | 'end'

const savePauseMs = 1500

/**
 * A course being played: what is on the screen, how far its reader is, and the verbs.
 *
 * Places are saved a moment after they were reached, and at once when the page is left. What cannot be sent is kept and
 * sent when the net is back.
 */
export function createPlayer(transport: Transport, start: Start) {
  const opened = createAsked(
    () => true,
    () => transport.open(),
  )
  const [renewed, setRenewed] = createSignal<PlayView>()
  const [saved, setSaved] = createSignal<PlayView['progress']>()
  const [chosen, setChosen] = createSignal<Page>()
  const [told, setTold] = createSignal<Record<string, Feedback>>({})
  const [offline, setOffline] = createSignal(false)
  const [gone, setGone] = createSignal(false)
  const [deltas, setDeltas] = createSignal<LessonDelta[]>([])

  const view = () => renewed() ?? opened.value()
  const progress = createMemo(() => saved() ?? view()?.progress)
  const page = createMemo<Page | undefined>(() => {
    const all = view()
    return chosen() ?? (all && firstPage(all, start))
  })
  const lesson = createMemo<PlayLesson | undefined>(() => {
    const now = page()
    return now && now !== 'end' ? view()?.lessons.find((one) => one.id === now.lesson) : undefined
  })
  const content = createAsked(
    () => lesson()?.address,
    (address) => transport.content(address),
  )
  // The next lesson is fetched while this one is read: it opens at once, and on a train too.
  createEffect(() => {
    const next = content.value() && view()?.lessons[at() + 1]
    if (next) transport.content(next.address).catch(() => {}) // it is asked for again when it is opened
  })
  const at = () => view()?.lessons.findIndex((one) => one.id === lesson()?.id) ?? -1
  const stateOf = (id: LessonId) => progress()?.lessons.find((one) => one.lesson === id)
  const minutesLeft = () => (view()?.lessons ?? []).reduce((sum, one) => sum + (stateOf(one.id)?.state === 'done' ? 0 : one.minutes), 0)

  // What changed is only asked for somebody who has learnt some of it; the course can be played without.
  createEffect(() => {
    const its = view()?.progress
    const isLater = (view()?.version ?? 1) > 1
    if (its?.completed || its?.lessons.some((one) => one.state === 'again' || (isLater && one.viewed)))
      transport.changes().then(setDeltas, () => {})
  })

  // Saving: the newest place, and which lessons were read, until the server has them.
  let place: { lesson: LessonId; block: BlockId | null } | undefined
  const read = new Set<LessonId>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let sending: Promise<void> | undefined

  async function send(): Promise<void> {
    const version = view()?.version
    while (version !== undefined && (read.size > 0 || place)) {
      const [viewed] = read
      const asked = viewed && viewed !== place?.lesson ? { lesson: viewed, block: null } : place
      if (!asked) return
      const isRead = read.has(asked.lesson)
      try {
        const now = await transport.save({ version, ...asked, viewed: isRead })
        if (isRead) read.delete(asked.lesson)
        if (asked === place) place = undefined
        batch(() => {
          setSaved(now)
          setOffline(false)
          setGone(false)
        })
      } catch (error) {
        if (error instanceof Offline) {
          setOffline(true)
          return
        }
        // The server refuses this place, and would again: the course was trashed or taken from this person.
        place = undefined
        read.clear()
        if (error instanceof Problem && error.code === 'course.unknown') setGone(true)
        else throw error
      }
    }
  }
  const flush = () => {
    clearTimeout(timer)
    sending ??= send()
      .catch((error: unknown) => toast(wordsOf(error), { tone: 'danger' }))
      .finally(() => (sending = undefined))
    return sending
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), savePauseMs)
  }
  const leave = () => {
    if (document.visibilityState === 'hidden') void flush()
  }
  const back = () => void flush()
  window.addEventListener('online', back)
  document.addEventListener('visibilitychange', leave)
  onCleanup(() => {
    window.removeEventListener('online', back)
    document.removeEventListener('visibilitychange', leave)
    void flush()
  })

  /** Moves to the newest version when there is one: only between lessons, so that no text changes under a reader. */
  async function moveOn() {
    if (!view() || progress()?.current === view()?.version) return
    const fresh = await transport.open().catch(() => undefined)
    if (!fresh || fresh.version === view()?.version) return
    batch(() => {
      setRenewed(fresh)
      setSaved(undefined)
      setTold({})
    })
    toast(t('player.movedOn', { version: fresh.version }))
  }

  async function show(next: Page) {
    await moveOn()
    const target = next !== 'end' && !view()?.lessons.some((one) => one.id === next.lesson) ? view() && firstPage(view()!, {}) : next // checked just before
    if (target) setChosen(target)
    if (target && target !== 'end') {
      place = { lesson: target.lesson, block: target.block }
      soon()
    } else void flush()
  }

  const player = {
    view,
    progress,
    page,
    lesson,
    /** The text of the lesson on the screen, once it is there. */
    content,
    offline,
    /** The course was taken away while it was read. */
    gone,
    stateOf,
    minutesLeft,
    /** What was told about a question: now, or when the course was opened. */
    feedbackOn: (question: string) => told()[question] ?? view()?.answers.find((one) => one.question === question),
    /** What changed since this person learnt it, as it was when the course was opened. */
    deltas,
    deltaOf: (id: LessonId) => deltas().find((delta) => delta.lesson === id),
    error: opened.fault,
    retry: opened.reload,
    previous: () => view()?.lessons[at() - 1],
    following: () => view()?.lessons[at() + 1],
    goTo: (id: LessonId, block: BlockId | null = null) => show({ lesson: id, block, ...(block && { sought: true }) }),
    /** Reading has reached this block of the lesson on the screen. */
    reach(block: BlockId) {
      const now = lesson()
      if (!now || (place?.lesson === now.id && place.block === block)) return
      place = { lesson: now.id, block }
      soon()
    },
    /** The end of the lesson on the screen was reached. */
    finishLesson() {
      const now = lesson()
      if (!now || stateOf(now.id)?.viewed) return
      read.add(now.id)
      place ??= { lesson: now.id, block: null }
      void flush()
    },
    async next() {
      player.finishLesson()
      await sending
      const following = player.following()
      await show(following ? { lesson: following.id, block: null } : 'end')
    },
    async back() {
      const before = page() === 'end' ? view()?.lessons.at(-1) : player.previous()
      if (before) await show({ lesson: before.id, block: null })
    },
    /** Resolves when the server has judged; rejects with why it could not. */
    async answer(question: BlockId, answer: Answer, shown: BlockId[], id: string): Promise<void> {
      const now = lesson()
      const version = view()?.version
      if (!now || version === undefined) return
      const feedback = await transport.answer({ id, version, lesson: now.id, question, answer, shown })
      setTold((all) => ({ ...all, [question]: feedback }))
      // The answer may have completed the lesson: the place tells what it says of the progress now.
      place = { lesson: now.id, block: question }
      void flush()
    },
    hints: (question: BlockId, count: number) =>
      here(({ version, lesson: its }) => transport.hints({ version, lesson: its, question, count })),
    draw: (pool: BlockId, again: boolean) => here(({ version, lesson: its }) => transport.draw({ version, lesson: its, pool, again })),
  }
  /** Asks about the lesson on the screen. */
  async function here<Value>(ask: (at: { version: number; lesson: LessonId }) => Promise<Value>): Promise<Value> {
    const [now, version] = [lesson(), view()?.version]
    invariant(now && version !== undefined, 'what asks stands in a lesson')
    return ask({ version, lesson: now.id })
  }
  return player
}
export type Player = ReturnType<typeof createPlayer>

/** Where to begin: what was asked for, where the reader stopped, what is open, or the first lesson; of an empty course, its end. */
function firstPage({ lessons, progress }: PlayView, start: Start): Page {
  const has = (id: LessonId | undefined) => lessons.some((one) => one.id === id)
  if (start.lesson && has(start.lesson)) return { lesson: start.lesson, block: start.block ?? null, ...(start.block && { sought: true }) }
  if (progress.resume && has(progress.resume.lesson)) return progress.resume
  const open = progress.lessons.find((one) => one.state !== 'done')?.lesson ?? lessons[0]?.id
  return open ? { lesson: open, block: null } : 'end'
}
