import type * as Y from 'yjs'
import type { LessonId } from '../id.ts'
import { type Candidate, type Evidence, healAnchor, quoteAt, resolveAnchors, standsIn, standsLike } from './anchors.ts'
import { anchorsOf, type StoredAnchor } from './layout.ts'
import { type Moment, momentOf, newShare, newSpans } from './newness.ts'
import { lessonsInOrder } from './outline.ts'
import { type LessonTexts, lessonTexts, type Span } from './positions.ts'
import type { Quote } from './quote.ts'
import { readThreads } from './threads.ts'

// How the server keeps anchors on their words when Yjs cannot: it looks at a course now and then, remembers what stood
// where, and finds again what was cut, moved or brought back. Looking never writes.

/** What is remembered of one anchor. */
type Sighting = {
  /** Its words when they were last in their place, else those of its record. */
  quote: Quote
  /** When it was looked at for the first time, */
  first: Moment
  /** for the last time in its place, */
  last?: Moment
  /** and when its words were last looked for. */
  sought?: Moment
  /** What all lessons said then, when it was last in its place or first looked at: one list for all anchors of a look. */
  said: readonly string[]
}
export type Sightings = Map<string, Sighting>

/** An anchor that is to be written anew, if it still is as it `was`. */
export type Move = { key: string; was: StoredAnchor; becomes: StoredAnchor }

/** So many characters must agree, those around included, for words that appeared since they were missed; */
const leastEvidence = 20
/** and so many for words that may have stood there before. */
const strongEvidence = 48

type Lost = { key: string; anchor: StoredAnchor; resolves: boolean; seen: Sighting }
type View = {
  doc: Y.Doc
  now: Moment
  texts: LessonTexts
  /** Those outside the trash, and those with anchors. */ lessons: ReadonlySet<LessonId>
  /** What all anchors stand on, or stood on last. */ quotes: ReadonlySet<string>
}

/**
 * Looks where all anchors of a course stand, and remembers it in `seen`.
 *
 * Lost are those whose words are gone, those that only probably hang right, and those in a lesson that is in the trash.
 */
export function lookAtAnchors(doc: Y.Doc, seen: Sightings): { lost: Lost[]; view: View } {
  const present = new Set(lessonsInOrder(doc).map(({ id }) => id))
  const all = byLesson(doc)
  const quotes = new Set<string>()
  const view: View = { doc, now: momentOf(doc), texts: lessonTexts(doc), lessons: new Set([...present, ...all.keys()]), quotes }
  const lost: Lost[] = []
  const said = all.size > 0 ? [...view.lessons].map((lesson) => view.texts(lesson).text) : []
  for (const [lesson, anchors] of all)
    for (const [key, range] of resolveAnchors(doc, lesson, anchors, view.texts(lesson))) {
      const anchor = anchors.get(key)! // resolving keeps the keys
      const before = seen.get(key)
      const sighting = before ?? { quote: anchor.quote, first: view.now, said }
      if (range && present.has(lesson) && !anchor.probably)
        seen.set(key, { quote: quoteAt(view.texts(lesson), range), first: sighting.first, last: view.now, said })
      else {
        seen.set(key, sighting)
        lost.push({ key, anchor, resolves: range !== null, seen: sighting })
      }
    }
  for (const [key, { quote }] of seen) if (anchorsOf(doc).has(key)) quotes.add(quote.exact)
  for (const key of seen.keys()) if (!anchorsOf(doc).has(key)) seen.delete(key)
  return { lost: openFirst(doc, lost), view }
}

/** Whether there are anchors that nobody has looked at yet. */
export function hasUnseen(doc: Y.Doc, seen: Sightings): boolean {
  for (const key of anchorsOf(doc).keys()) if (!seen.has(key)) return true
  return false
}

function openFirst(doc: Y.Doc, lost: Lost[]): Lost[] {
  if (lost.length < 2) return lost
  const open = new Set<string>(readThreads(doc).flatMap(({ id, resolved }) => (resolved ? [] : [id])))
  return [...lost.filter(({ key }) => open.has(key)), ...lost.filter(({ key }) => !open.has(key))]
}

function byLesson(doc: Y.Doc): Map<LessonId, Map<string, StoredAnchor>> {
  const lessons = new Map<LessonId, Map<string, StoredAnchor>>()
  for (const [key, anchor] of anchorsOf(doc)) {
    const here = lessons.get(anchor.lesson) ?? new Map<string, StoredAnchor>()
    lessons.set(anchor.lesson, here.set(key, anchor))
  }
  return lessons
}

/** Looks for the words of lost anchors until `isEnough`; `isDone` tells whether all had their turn. */
export function findAnchors(
  { lost, view }: { lost: readonly Lost[]; view: View },
  isEnough: () => boolean,
): { moves: Move[]; isDone: boolean } {
  const moves: Move[] = []
  const news = newsOf(view)
  for (const one of lost) {
    if (isEnough()) return { moves, isDone: false }
    const becomes = find(one, view, news)
    if (becomes && !isSame(becomes, one.anchor)) moves.push({ key: one.key, was: one.anchor, becomes })
    // What was found may not get written, when somebody else writes the anchor first: then it is sought again.
    else one.seen.sought = view.now
  }
  return { moves, isDone: true }
}

/** Writes what was found, within a command: only where nobody wrote meanwhile. Answers how many. */
export function moveAnchors(doc: Y.Doc, moves: readonly Move[]): number {
  const anchors = anchorsOf(doc)
  const due = moves.filter(({ key, was }) => isSame(anchors.get(key), was))
  for (const { key, becomes } of due) anchors.set(key, becomes)
  return due.length
}

const isSame = (a: StoredAnchor | undefined, b: StoredAnchor) => JSON.stringify(a) === JSON.stringify(b)

/** What was written after a moment, lesson by lesson, each read once. */
type News = (since: Moment) => ReadonlyMap<LessonId, Span[]>
function newsOf({ texts, lessons }: View): News {
  const known = new Map<Moment, Map<LessonId, Span[]>>()
  return (since) => {
    const news = known.get(since) ?? new Map([...lessons].map((lesson) => [lesson, newSpans(texts(lesson), since)]))
    known.set(since, news)
    return news
  }
}

/** Where a lost anchor belongs now: by the words it stood on last, else by those of its record; first exactly, then nearly. */
function find({ anchor, resolves, seen }: Lost, view: View, news: News): StoredAnchor | null {
  const { sought } = seen
  const quotes = seen.quote.exact === anchor.quote.exact ? [seen.quote] : [seen.quote, anchor.quote]
  // What was sought once can only have appeared since.
  if (sought && !quotes.some((quote) => mayAppear(quote, view, news(sought)))) return null
  const inTrash = resolves && !anchor.probably
  const nearNews: Evidence['nearlyIn'] = (lesson, text) =>
    around(news(seen.last ?? seen.first).get(lesson) ?? [], seen.quote, text.text.length)
  // An anchor that hangs somewhere already moves for its very words alone.
  for (const nearlyIn of resolves ? [nowhere] : [nowhere, nearNews])
    for (const quote of quotes) {
      const fits = (place: Candidate) => !(inTrash && place.lesson === anchor.lesson) && canHaveCome(place, quote, seen, view)
      const healed = healAnchor(view.doc, { lesson: anchor.lesson, quote }, view.texts, { fits, nearlyIn })
      if (healed === 'tie') return null
      if (healed) return healed.probably ? { ...healed.anchor, quote, probably: true } : healed.anchor
    }
  return null
}
const nowhere = () => []

/**
 * Whether the words can have come to a place, or stood there all along.
 *
 * Words that appeared after they were last seen in their own place came from there, if what came with them fits. Copied
 * ones, made while it was watched, must have all their surroundings. Others that stood there already are others.
 */
function canHaveCome(place: Candidate, quote: Quote, sighting: Sighting, view: View): boolean {
  const { first, last } = sighting
  const { text, agreeing, nearly } = place
  const share = newShare(text, place, last ?? first)
  const sides = share > 0 ? sidesThatAgree(place, quote, last ?? first) : 0
  if (nearly) return share >= 0.5 && agreeing >= leastEvidence && sides > 0 && !areOthers(place, sighting, view)
  if (share > 0 && agreeing >= leastEvidence && sides === 2) return true
  const isNoOther = last === undefined || newShare(text, place, first) > 0
  return isNoOther && agreeing >= strongEvidence && sidesThatAgree(place, quote, dawn) === 2
}

/**
 * Whether words that are nearly those of an anchor are nearer to others, or as near, that stood in the course when its
 * own were last seen. A heading made of a sentence is new to Yjs, and so is a list, a quote, what was joined: all the
 * same it is that sentence, and no changed form of one that was deleted on purpose.
 */
function areOthers(
  { text, from, to, errors }: Candidate,
  { last, said, quote: { prefix, exact, suffix } }: Sighting,
  { quotes }: View,
): boolean {
  const words = text.text.slice(from, to)
  // Seen in its place, its own words are among what was said; they are no others.
  const others = (one: string) => (last ? one.replace(prefix + exact + suffix, () => prefix + '\n'.repeat(exact.length) + suffix) : one)
  // Nor are words its own that somebody said something else about, though they were gone when its own were last seen.
  const spoken = [...quotes].filter((one) => !one.includes(exact) && !exact.includes(one))
  return said.some((one) => standsLike(others(one), words, errors)) || spoken.some((one) => standsLike(one, words, errors))
}

/** Before everything. */
const dawn: Moment = new Map()

/** On how many sides the words brought along what stood beside them; of old neighbours nothing is asked. */
function sidesThatAgree({ text, from, to }: Candidate, { prefix, suffix }: Quote, since: Moment): number {
  const lineStart = text.text.lastIndexOf('\n', from - 1) + 1
  const lineEnd = text.text.indexOf('\n', to)
  const before = newSpans(text, since, { from: Math.max(from === 0 ? 0 : lineStart, from - prefix.length), to: from }).at(-1)
  const after = newSpans(text, since, { from: to, to: Math.min(lineEnd < 0 ? text.text.length : lineEnd, to + suffix.length) })[0]
  const left = before?.to === from ? text.text.slice(before.from, from) : ''
  const right = after?.from === to ? text.text.slice(to, after.to) : ''
  // At the edge of a block there was nothing to bring along, and a blank beside the words says nothing.
  const [agreesLeft, agreesRight] = [
    /(^|\n)$/.test(prefix) || !left.trim() || prefix.endsWith(left),
    /^(\n|$)/.test(suffix) || !right.trim() || suffix.startsWith(right),
  ]
  return Number(agreesLeft) + Number(agreesRight)
}

/** Whether new words hold these, or nearly these; a quick look before the thorough one. */
function mayAppear(quote: Quote, { texts }: View, news: ReadonlyMap<LessonId, Span[]>): boolean {
  for (const [lesson, spans] of news) {
    const { text } = texts(lesson)
    for (const { from, to } of around(spans, quote, text.length)) if (standsIn(text.slice(from, to), quote.exact)) return true
  }
  return false
}

/** New stretches with as much beside them as the words may reach; those that meet are one. */
function around(spans: readonly Span[], { exact }: Quote, length: number): Span[] {
  const reach = Math.ceil(exact.length * 1.25)
  const wide: Span[] = []
  for (const span of spans) {
    const [from, to] = [Math.max(0, span.from - reach), Math.min(length, span.to + reach)]
    const last = wide.at(-1)
    if (last && from <= last.to) last.to = to
    else wide.push({ from, to })
  }
  return wide
}
