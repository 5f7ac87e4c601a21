import { createEffect, createMemo, createSignal, onCleanup, untrack } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { z } from 'zod'
import { charactersAt } from '../../shared/document/characters.ts'
import { anchorsOf, answeredOf, suggestionsOf, votesOf } from '../../shared/document/layout.ts'
import type { Formatted } from '../../shared/document/formatted.ts'
import type { Anchor } from '../../shared/document/quote.ts'
import { locateSuggestions, readSuggestions, type Spot, type Suggestion } from '../../shared/document/suggestions.ts'
import type { Endpoint } from '../../shared/endpoint.ts'
import { type CourseId, newId, type PersonId, type PostId, type SuggestionId, type TopicId } from '../../shared/id.ts'
import { colourOf, type Person } from '../../shared/people.ts'
import { Problem } from '../../shared/problem.ts'
import type { RejectReason } from '../../shared/suggestions.ts'
import { ask } from '../platform/api.ts'
import { keptOnce } from '../platform/kept-once.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'

/** The course document, which only `shared/document` and the editor look into. */
type Doc = Parameters<typeof readSuggestions>[0]

/** The draft whose suggestions are shown, and the way its commands take. `doc` changes when the document is replaced. */
export type SuggestionSource = {
  courseId: CourseId
  me: Person
  doc: () => Doc
  /** Sends a command, so that its change is one own undo step here; offline it is kept on the device and sent later. */
  command: <In extends z.ZodType, Out extends z.ZodType>(endpoint: Endpoint<In, Out>, input: z.input<In>) => Promise<z.output<Out>>
  maySuggest: () => boolean
  mayAccept: () => boolean
}

/** Three versions of the same words, for a person to decide. */
export type Conflict = {
  was: string
  now: string
  proposed: string
  formatted?: { was: Formatted; now: Formatted; proposed: Formatted } | undefined
}
/** Other words for those of the anchor. */
export type NewWords = {
  anchor: Anchor
  proposed: string
  /** Old and new words with their formatting, where either has some. */
  formatted?: Suggestion['formatted'] | undefined
  reason: string
  refused?: boolean
  /** The answer in the forum that they come from. */
  of?: Source | undefined
}
export type Source = { topicId: TopicId; postId: PostId }
/** The words as whoever accepts edited them, and what they have seen standing there. */
export type Edited = { text?: string; formatted?: Formatted | undefined; over?: { now: string; formatted?: Formatted | undefined } }

/** What the server can be asked: fetched while the page is drawn, before anybody has read a suggestion. */
const endpoints = keptOnce(() => import('../../shared/suggestions.ts'))

/** How each stands to the text is looked up again this long after the text last changed. */
const settleMs = 200

/** The suggestions for an open draft, live, and what its person can do with them. Call where the screen is set up. */
export function createSuggestions(source: SuggestionSource) {
  const { courseId, me, command } = source
  const [state, setState] = createStore<{ stored: Suggestion[] }>({ stored: [] })
  const [sending, setSending] = createSignal<Suggestion[]>([])
  const [spots, setSpots] = createSignal<ReadonlyMap<SuggestionId, Spot>>(new Map())
  const [conflicts, setConflicts] = createSignal<ReadonlyMap<SuggestionId, Conflict>>(new Map())
  const [busy, setBusy] = createSignal<ReadonlySet<SuggestionId>>(new Set<SuggestionId>())

  void endpoints().catch(() => {}) // asked for again when somebody does something
  const locate = () =>
    setSpots(
      locateSuggestions(
        source.doc(),
        untrack(() => state.stored),
      ),
    )
  const show = () => {
    // The store changes its objects in place, and these belong to the document: it gets copies.
    setState('stored', reconcile(structuredClone(readSuggestions(source.doc())), { key: 'id' }))
    setSending((list) => list.filter(({ id }) => !state.stored.some((each) => each.id === id)))
    locate()
  }
  createEffect(() => {
    const doc = source.doc()
    const maps = [suggestionsOf(doc), answeredOf(doc), anchorsOf(doc), votesOf(doc)]
    let waiting: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      clearTimeout(waiting)
      waiting = setTimeout(locate, settleMs)
    }
    // Other observers of the same transaction come first: the text is whole then.
    const soon = () => queueMicrotask(show)
    for (const map of maps) map.observe(soon)
    doc.on('update', later)
    untrack(show)
    onCleanup(() => {
      clearTimeout(waiting)
      for (const map of maps) map.unobserve(soon)
      doc.off('update', later)
    })
  })

  const all = createMemo(() => [...state.stored, ...sending()])
  const personOf = createNames(source, () => state.stored)

  /** Runs one answer at a time for each suggestion; resolves to whether it counted. */
  async function answer(id: SuggestionId, send: () => Promise<boolean>): Promise<boolean> {
    if (busy().has(id)) return false
    setBusy((now) => new Set([...now, id]))
    try {
      const counted = await send()
      if (counted) dropConflict(id)
      return counted
    } catch (error) {
      showProblem(error)
      return false
    } finally {
      setBusy((now) => new Set([...now].filter((each) => each !== id)))
    }
  }
  const dropConflict = (id: SuggestionId) => setConflicts((now) => new Map([...now].filter(([each]) => each !== id)))

  return {
    courseId,
    me,
    maySuggest: () => source.maySuggest(),
    mayAccept: () => source.mayAccept(),
    personOf,
    /** Oldest first, what is on its way included. */
    all,
    open: createMemo(() => all().filter(({ state }) => state === 'open')),
    spotOf: (id: SuggestionId): Spot | undefined => spots().get(id),
    isOnItsWay: (id: SuggestionId) => sending().some((each) => each.id === id),
    isBusy: (id: SuggestionId) => busy().has(id),
    conflictOf: (id: SuggestionId) => conflicts().get(id),
    dropConflict,

    /** Rejects with the server's Problem; the words are then still with the caller. */
    async make({ anchor, proposed, formatted, reason, refused = false, of }: NewWords, id = newId<SuggestionId>()): Promise<void> {
      const { lesson, quote } = anchor
      const characters = charactersAt(source.doc(), anchor)
      const own = { votes: [], id, by: me.id, at: Date.now(), source: 'reviewer' as const, lesson, quote, proposed, anchor, ...characters }
      const shown: Suggestion = { ...own, state: 'open' }
      setSending((list) => [...list, { ...shown, ...(formatted && { formatted }), ...(reason && { reason }) }])
      try {
        const words = { proposed, ...(formatted && { formatted: formatted.proposed }) }
        const { makeSuggestion } = await endpoints()
        const its = { suggestionId: id, anchor, ...words, reason }
        const { suggestAnswer } = of ? await import('../../shared/forum-suggestions.ts') : {}
        await afterTheWords(() =>
          of && suggestAnswer ? command(suggestAnswer, { ...of, ...its }) : command(makeSuggestion, { courseId, ...its, refused }),
        )
      } catch (error) {
        setSending((list) => list.filter((each) => each.id !== id))
        throw error
      }
    },
    /** Puts the words into the draft; a conflict is kept for the person to decide. */
    accept: ({ id }: Suggestion, how: Edited & { quiet?: boolean } = {}) =>
      answer(id, async () => {
        const { quiet, ...words } = how
        const { acceptSuggestion } = await endpoints()
        const given = await command(acceptSuggestion, { courseId, suggestionId: id, commandId: newId(), ...words })
        if (given.outcome === 'conflict') setConflicts((now) => new Map([...now, [id, given]]))
        else if (given.outcome === 'gone') toast(t('suggestions.goneNow'))
        else if (!quiet) toast(t(given.outcome === 'applied' ? 'suggestions.applied' : 'suggestions.alreadySo'), { tone: 'ok' })
        return given.outcome === 'applied' || given.outcome === 'already'
      }),
    reject: ({ id }: Suggestion, reason: RejectReason, note = '') =>
      answer(id, async () => (await command((await endpoints()).rejectSuggestion, { courseId, suggestionId: id, reason, note }), true)),
    /** Counts at once on this screen, and goes back when the server says no. */
    async vote({ id, votes }: Suggestion): Promise<void> {
      const on = !votes.includes(me.id)
      const others = votes.filter((voter) => voter !== me.id)
      const show = (now: readonly PersonId[]) => setState('stored', (each) => each.id === id, 'votes', [...now])
      show(on ? [...others, me.id] : others)
      try {
        const { voteForSuggestion, takeSuggestionVoteBack } = await endpoints()
        await command(on ? voteForSuggestion : takeSuggestionVoteBack, { courseId, suggestionId: id })
      } catch (error) {
        show(votes)
        showProblem(error)
      }
    },
    withdraw: ({ id }: Suggestion) =>
      answer(id, async () => (await command((await endpoints()).withdrawSuggestion, { courseId, suggestionId: id }), true)),
  }
}
export type Suggestions = ReturnType<typeof createSuggestions>

/** The words may have been typed a moment ago, and travel by another way than the command. */
async function afterTheWords<T>(send: () => Promise<T>): Promise<T> {
  for (const waitMs of wordsArriveAfterMs) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'suggestion.place')) throw error
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
  return send()
}
const wordsArriveAfterMs = [400, 1500, 4000]

/** Names for the ids in the document: asked once, and again when somebody new turns up. */
function createNames({ courseId, me }: SuggestionSource, list: () => Suggestion[]) {
  const [names, setNames] = createSignal<ReadonlyMap<PersonId, Person>>(new Map())
  const others = createMemo(() => {
    const ids = new Set(
      list().flatMap(({ by, credit, answer, votes }) => [by, ...votes, ...(credit ? [credit.by] : []), ...(answer ? [answer.by] : [])]),
    )
    ids.delete(me.id)
    return [...ids].sort().join()
  })
  createEffect(() => {
    const ids = others().split(',').filter(Boolean)
    if (ids.every((id) => untrack(names).has(id as PersonId))) return // ids of this very list
    void endpoints()
      .then(({ listSuggesters }) => ask(listSuggesters, { courseId }))
      .then(({ items }) => setNames(new Map(items.map((person) => [person.id, person]))))
      .catch(() => {}) // offline there may be none
  })
  return (id: PersonId): Person => (id === me.id ? me : (names().get(id) ?? { id, name: '…', colour: colourOf(id) }))
}
