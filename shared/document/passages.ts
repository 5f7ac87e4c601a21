import * as Y from 'yjs'
import type { LessonId } from '../id.ts'
import { anchorOn, type Candidate, healAnchor } from './anchors.ts'
import type { FrozenLesson, Run } from './freeze.ts'
import { lessonOf } from './layout.ts'
import { type Moment, newShare } from './newness.ts'
import { lessonsInOrder } from './outline.ts'
import { type LessonText, type LessonTexts, lessonTexts, type Piece } from './positions.ts'
import type { Anchor, Passage, Quote } from './quote.ts'

// A passage of a published version and the sentence it has become in the draft: where it is, what it says now, and how
// a proposal for the old words goes into the new ones.

export type { Passage } from './quote.ts'

/** The Yjs ids of a passage's characters, in order. Empty when its block is not of this version. */
export function runsOf(lesson: Pick<FrozenLesson, 'ids'>, passage: Pick<Passage, 'block' | 'from' | 'to'>): Run[] {
  const runs: Run[] = []
  let at = 0
  for (const [client, clock, length] of lesson.ids[passage.block] ?? []) {
    const from = Math.max(passage.from, at)
    const to = Math.min(passage.to, at + length)
    if (from < to) runs.push([client, clock + from - at, to - from])
    at += length
  }
  return runs
}

/** The share of the shorter passage's characters that two passages have in common, in whichever versions they were marked. */
export function overlapOf(a: readonly Run[], b: readonly Run[]): number {
  const sizeOf = (runs: readonly Run[]) => runs.reduce((sum, run) => sum + run[2], 0)
  let common = 0
  for (const [client, clock, length] of a)
    for (const [other, start, size] of b)
      if (client === other) common += Math.max(0, Math.min(clock + length, start + size) - Math.max(clock, start))
  const least = Math.min(sizeOf(a), sizeOf(b))
  return least === 0 ? 0 : common / least
}

/**
 * What leads from a published passage into the draft. `block`: all characters of its block as published; `since`: the
 * draft as it was then.
 */
export type Trail = { lesson: LessonId; quote: Quote; runs: readonly Run[]; block?: readonly Run[]; since?: Moment }

/**
 * - `found`: stands where it stood, as it was published
 * - `moved`: the same words, elsewhere (their block was dragged, split, joined or pasted)
 * - `changed`: there, with other words: `now`
 * - `gone`: nowhere; or in two places that fit equally well
 */
export type Located = { state: 'found' | 'moved' | 'changed'; anchor: Anchor; now: string } | { state: 'gone' }

/** Fewer living characters than this say nothing about where a passage went. */
const leastAlive = 0.2

/** Finds a published passage in the draft: by the ids of its characters, else by its words. */
export function locatePassage(doc: Y.Doc, trail: Trail, texts: LessonTexts = lessonTexts(doc)): Located {
  const found = locate(doc, trail, texts)
  const isHere = found.state !== 'gone' && lessonsInOrder(doc).some(({ id }) => id === found.anchor.lesson)
  return isHere ? found : { state: 'gone' } // what lies in the trash is no place to mend
}

function locate(doc: Y.Doc, trail: Trail, texts: LessonTexts): Located {
  const byIds = locateByIds(doc, trail, texts)
  if (byIds) {
    const now = byIds.text.text.slice(byIds.from, byIds.to)
    return { state: now === trail.quote.exact ? 'found' : 'changed', anchor: anchorOn(byIds.text, byIds.lesson, byIds.from, byIds.to), now }
  }
  const { since } = trail
  // Equal words that stood elsewhere when it was published are others: what was moved, pasted or restored is newer.
  const fits = ({ text, from, to, nearly }: Candidate) => !since || newShare(text, { from, to }, since) > (nearly ? 0.5 : 0)
  const healed = healAnchor(doc, trail, texts, { fits })
  if (healed === null || healed === 'tie') return { state: 'gone' }
  return { state: healed.probably ? 'changed' : 'moved', anchor: healed.anchor, now: healed.anchor.quote.exact }
}

/** Where a passage's own characters stand, in whichever block holds most of them, and what it says by now; not in the trash. */
export function locateById(
  doc: Y.Doc,
  trail: { runs: readonly Run[]; block?: readonly Run[] },
  texts: LessonTexts,
): { anchor: Anchor; now: string } | undefined {
  const place = locateByIds(doc, trail, texts)
  if (!place || !lessonsInOrder(doc).some(({ id }) => id === place.lesson)) return undefined
  const { text, lesson, from, to } = place
  return { anchor: anchorOn(text, lesson, from, to), now: text.text.slice(from, to) }
}

type Place = { lesson: LessonId; text: LessonText; from: number; to: number }

function locateByIds(doc: Y.Doc, trail: Pick<Trail, 'runs' | 'block'>, texts: LessonTexts): Place | undefined {
  const passage = new Ids(trail.runs)
  const block = blockOfMost(doc, trail.runs)
  if (!block) return undefined
  const root = rootOf(block)
  const lesson = root && lessonOf(Y.findRootTypeKey(root))
  if (!lesson) return undefined
  const text = texts(lesson)
  const range = rangeIn(
    text.pieces.filter((piece) => piece.block === block),
    passage,
    new Ids(trail.block ?? trail.runs),
  )
  return range && { lesson, text, ...range }
}

/** The text block that holds most of the living characters, when they are enough to speak for the passage. */
function blockOfMost(doc: Y.Doc, runs: readonly Run[]): Y.XmlElement | undefined {
  const counts = new Map<Y.XmlElement, number>()
  let all = 0
  for (const [client, clock, length] of runs) {
    all += length
    for (const { item, size } of itemsOf(doc, client, clock, length)) {
      const block = blockOf(item)
      if (!item.deleted && block) counts.set(block, (counts.get(block) ?? 0) + size)
    }
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return most && most[1] >= all * leastAlive ? most[0] : undefined
}

function* itemsOf(doc: Y.Doc, client: number, clock: number, length: number) {
  const end = Math.min(clock + length, Y.getState(doc.store, client))
  while (clock < end) {
    const item: Y.Item | Y.GC = Y.getItem(doc.store, Y.createID(client, clock))
    const size = Math.min(item.id.clock + item.length, end) - clock
    if (item instanceof Y.Item) yield { item, size }
    clock += size
  }
}

function blockOf(item: Y.Item): Y.XmlElement | undefined {
  const holder = item.parent
  if (holder instanceof Y.XmlText)
    return holder._item && !holder._item.deleted && holder.parent instanceof Y.XmlElement ? holder.parent : undefined
  return holder instanceof Y.XmlElement ? holder : undefined
}

/** The root above an element, when nothing between was deleted. In a document just read it is of no kind before it is asked for. */
function rootOf(element: Y.XmlElement): Y.AbstractType<unknown> | undefined {
  let at: Y.AbstractType<unknown> = element as Y.AbstractType<unknown>
  while (at._item !== null) {
    if (at._item.deleted || !at.parent) return undefined
    at = at.parent as Y.AbstractType<unknown>
  }
  return at
}

/** A set of characters, asked by client and clock. */
class Ids {
  private readonly byClient = new Map<number, Run[]>()

  constructor(runs: readonly Run[]) {
    for (const run of runs) {
      const own = this.byClient.get(run[0])
      if (own) own.push(run)
      else this.byClient.set(run[0], [run])
    }
    for (const own of this.byClient.values()) own.sort((a, b) => a[1] - b[1])
  }

  has(client: number, clock: number): boolean {
    const runs = this.byClient.get(client) ?? []
    let [low, high] = [0, runs.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((runs[middle]?.[1] ?? 0) <= clock) low = middle + 1
      else high = middle
    }
    const run = runs[low - 1]
    return run !== undefined && clock < run[1] + run[2]
  }
}

/**
 * From the first living character of the passage to the last one, within one block, as offsets into the lesson's text.
 *
 * Words typed over a deleted edge of the passage belong to it: they touch its deleted characters and are newer than the
 * publication.
 */
function rangeIn(pieces: Piece[], passage: Ids, published: Ids): { from: number; to: number } | undefined {
  const all = charactersOf(pieces, passage, published)
  const first = all.findIndex((each) => each.alive && each.mine)
  if (first === -1) return undefined
  const last = all.findLastIndex((each) => each.alive && each.mine)
  const living = all.slice(withEdge(all, first, -1), withEdge(all, last, 1) + 1).filter((each) => each.alive)
  return { from: living[0]!.at, to: living.at(-1)!.at + 1 } // `first` is among them
}

type Character = { at: number; alive: boolean; mine: boolean; published: boolean }

/** How far the passage reaches over its deleted edge, walking from its outermost living character. */
function withEdge(all: Character[], outermost: number, step: -1 | 1): number {
  let reach = outermost
  let touched = false
  for (let i = outermost + step; all[i] !== undefined; i += step) {
    const each = all[i]!
    if (each.published && !each.mine) break
    touched ||= each.mine
    if (touched) reach = i
  }
  return reach
}

/** A block's characters in the order of its history, the deleted ones too; `at` is where they stand in the lesson's text. */
function charactersOf(pieces: Piece[], passage: Ids, published: Ids): Character[] {
  const all: Character[] = []
  const add = ({ client, clock }: Y.ID, alive: boolean, at: number) =>
    all.push({ at, alive, mine: passage.has(client, clock), published: published.has(client, clock) })
  for (const { type, at } of pieces) {
    if (type instanceof Y.XmlElement) {
      if (type._item) add(type._item.id, true, at)
      continue
    }
    let place = at
    for (let item = type._start; item !== null; item = item.right) {
      if (!item.deleted && !item.countable) continue // where formatting begins or ends
      for (let i = 0; i < item.length; i++)
        add(Y.createID(item.id.client, item.id.clock + i), !item.deleted, item.deleted ? place : place++)
    }
  }
  return all
}
