import { createEffect, createMemo, createSignal, on } from 'solid-js'
import type { z } from 'zod'
import type { Anchor } from '../../shared/document/quote.ts'
import type { Endpoint } from '../../shared/endpoint.ts'
import { isOpen } from '../../shared/flag-states.ts'
import type { DeclineReason, Flag, VoiceId } from '../../shared/flags.ts'
import { type CourseId, type FlagId, newId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { keptOnce } from '../platform/kept-once.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'

/** The draft whose flags are shown, and the way its commands take. */
export type FlagSource = {
  courseId: CourseId
  /** Sends a command that changes the draft, so that it is one own undo step here. */
  command: <In extends z.ZodType, Out extends z.ZodType>(endpoint: Endpoint<In, Out>, input: z.input<In>) => Promise<z.output<Out>>
}

/** What the server can be asked: fetched while the page is drawn. */
const endpoints = keptOnce(() => import('../../shared/flags.ts'))
const asking = async <Given>(ask: (its: Awaited<ReturnType<typeof endpoints>>) => Promise<Given>): Promise<Given> => ask(await endpoints())

export type Shelf = 'open' | 'inProgress' | 'closed'
/** Three versions of the same words, for a person to decide. */
export type Conflict = { voice: VoiceId; base: string; now: string; proposed: string }

/** The flags of a course for one of its authors, and their answers. Call `reload` when the doorbell rings. */
export function createFlags(source: FlagSource) {
  const { courseId } = source
  const [shelf, setShelf] = createSignal<Shelf>('open')
  const [more, setMore] = createSignal<Flag[]>([])
  const [next, setNext] = createSignal<string>()
  const [conflicts, setConflicts] = createSignal<ReadonlyMap<FlagId, Conflict>>(new Map())
  const [busy, setBusy] = createSignal<ReadonlySet<FlagId>>(new Set<FlagId>())
  // Those that wait are always known, whichever shelf is open: the text and the outline show them.
  const waiting = createAsked(
    () => true,
    () => asking(({ listFlags }) => ask(listFlags, { courseId, show: 'open' })),
  )
  const other = createAsked(
    () => (shelf() === 'open' ? undefined : shelf()),
    (show) => asking(({ listFlags }) => ask(listFlags, { courseId, show })),
  )
  const first = () => (shelf() === 'open' ? waiting : other)
  const page = () => first().value()
  const list = createMemo(() => [...(page()?.items ?? []), ...more()])
  const reload = async () => void (await Promise.all([waiting.reload(), other.reload()]))

  createEffect(
    on(page, (now) => {
      setMore([])
      setNext(now?.next)
    }),
  )
  createEffect(
    on(waiting.value, (now) => {
      const unseen = (now?.items ?? []).filter(({ state }) => state === 'new').map(({ id }) => id)
      // Learners hear that somebody looked; when that fails they hear it the next time.
      if (unseen.length > 0) void asking(({ seeFlags }) => ask(seeFlags, { courseId, flags: unseen })).catch(() => {})
    }),
  )

  /** Runs one answer; whatever came of it, the list is asked for anew. Resolves to whether it counted. */
  async function answer(flag: FlagId, send: () => Promise<boolean>): Promise<boolean> {
    if (busy().has(flag)) return false
    setBusy((now) => new Set([...now, flag]))
    try {
      const counted = await send()
      if (counted) setConflicts((now) => new Map([...now].filter(([id]) => id !== flag)))
      return counted
    } catch (error) {
      showProblem(error)
      return false
    } finally {
      setBusy((now) => new Set([...now].filter((id) => id !== flag)))
      await reload()
    }
  }

  async function take(flag: Flag, voice: VoiceId, words: { text?: string; over?: { now: string } } = {}): Promise<boolean> {
    return answer(flag.id, async () => {
      const given = await source.command((await endpoints()).acceptFlag, { courseId, flagId: flag.id, voice, commandId: newId(), ...words })
      if (given.outcome === 'conflict')
        setConflicts((now) => new Map([...now, [flag.id, { voice, base: given.base, now: given.now, proposed: given.proposed }]]))
      else if (given.outcome === 'gone') toast(t('flags.goneNow'))
      else toast(t(given.outcome === 'applied' ? 'flags.applied' : 'flags.alreadySo'), { tone: 'ok' })
      return given.outcome === 'applied' || given.outcome === 'already'
    })
  }

  return {
    courseId,
    shelf,
    setShelf,
    list,
    /** How many wait for an answer; undefined until the server said so. */
    openCount: () => waiting.value()?.open,
    isThere: () => page() !== undefined,
    fault: () => first().fault(),
    reload,
    /** Those that wait and those on the open shelf, for the text. */
    all: () => [...new Map([...(waiting.value()?.items ?? []), ...list()].map((flag) => [flag.id, flag])).values()],
    hasMore: () => next() !== undefined,
    async loadMore() {
      const after = next()
      if (!after) return
      const further = await asking(({ listFlags }) => ask(listFlags, { courseId, show: shelf(), after })).catch(showProblem)
      if (!further) return
      setMore((now) => [...now, ...further.items])
      setNext(further.next)
    },
    isBusy: (flag: FlagId) => busy().has(flag),
    conflictOf: (flag: FlagId) => conflicts().get(flag),
    dropConflict: (flag: FlagId) => setConflicts((now) => new Map([...now].filter(([id]) => id !== flag))),
    take,
    close: (flag: Flag, note = '') =>
      answer(flag.id, async () => (await ask((await endpoints()).closeFlag, { courseId, flagId: flag.id, note }), true)),
    decline: (flag: Flag, reason: DeclineReason, note: string) =>
      answer(flag.id, async () => (await ask((await endpoints()).declineFlag, { courseId, flagId: flag.id, reason, note }), true)),
    join: (flag: Flag, of: FlagId) =>
      answer(flag.id, async () => (await ask((await endpoints()).joinFlags, { courseId, flagId: flag.id, of }), true)),
  }
}
export type Flags = ReturnType<typeof createFlags>

/** The marks that waiting flags leave in the draft. */
export function highlightsOf(
  flags: readonly Flag[],
  active: string | null = null,
): { key: string; anchor: Anchor; kind: 'flag'; active: boolean }[] {
  return flags.flatMap(({ id, state, place }) =>
    place?.anchor && (isOpen(state) || id === active) ? [{ key: id, anchor: place.anchor, kind: 'flag', active: id === active }] : [],
  )
}
