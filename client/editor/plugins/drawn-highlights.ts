import type { Node } from 'prosemirror-model'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { Anchor } from '../../../shared/document/anchors.ts'
import { type Change, drawChange } from './suggested.ts'

// How highlights look in the text: where they overlap, what is shared is drawn once.

/**
 * A passage that somebody said something about. `key` is the thread, flag or suggestion; `probably` where its words
 * changed; `change` is what a suggestion would make of it, to be drawn into the text.
 */
export type Highlight = {
  key: string
  /** The words, */
  anchor?: Anchor
  /** or the whole block by its id, */
  block?: string
  /** or a moment of that block, a film or a sound. */
  seconds?: number
  kind: 'thread' | 'flag' | 'suggest'
  active?: boolean
  probably?: boolean
  change?: Change
}
export type Range = { from: number; to: number }
/** A highlight with where it lies. */
export type Placed = Highlight & Range

export const placedIn = (list: readonly Highlight[], ranges: ReadonlyMap<string, Range>): Placed[] =>
  list.flatMap((one) => {
    const range = ranges.get(one.key)
    return range ? [{ ...one, ...range }] : []
  })

/** By this our stretches are known again among other decorations. */
const stretch = { isStretch: true }

/** What a stretch of overlapping highlights is drawn with: every kind that lies on it, the keys narrowest first. */
function drawStretch(from: number, to: number, here: Placed[]): Decoration {
  here.sort((a, b) => a.to - a.from - (b.to - b.from))
  const classes = [
    'highlight',
    ...new Set(here.map(({ kind }) => `highlight-${kind}`)),
    here.length > 1 ? 'highlight-several' : '',
    here.some(({ active }) => active) ? 'highlight-active' : '',
    here.every(({ probably }) => probably) ? 'highlight-probably' : '',
  ]
  const attrs = { class: classes.filter(Boolean).join(' '), 'data-highlights': here.map((one) => one.key).join(' ') }
  return Decoration.inline(from, to, attrs, stretch)
}

/** Cuts overlapping highlights into stretches, each drawn once; only those between two edges when a range is named. */
function drawWords(placed: readonly Placed[], { from: first, to: last }: Range = { from: 0, to: Infinity }): Decoration[] {
  const open = placed.filter((one) => one.block === undefined && one.from < last && one.to > first).sort((a, b) => a.from - b.from)
  const edges = [...new Set(open.flatMap(({ from, to }) => [Math.max(from, first), Math.min(to, last)]))].sort((a, b) => a - b)
  const drawn: Decoration[] = []
  let [next, here]: [number, Placed[]] = [0, []]
  edges.forEach((from, i) => {
    const to = edges[i + 1]
    if (to === undefined) return
    here = here.filter((one) => one.to > from)
    for (; open[next] && open[next]!.from <= from; next++) here.push(open[next]!) // there is one
    if (here.length > 0) drawn.push(drawStretch(from, to, [...here]))
  })
  return drawn
}

export function draw(doc: Node, list: readonly Highlight[], ranges: ReadonlyMap<string, Range>): DecorationSet {
  const placed = placedIn(list, ranges)
  const decorations = drawWords(placed)
  for (const one of placed) {
    if (one.block === undefined) continue
    const classes = ['highlight-block', `highlight-${one.kind}`, one.active ? 'highlight-active' : '']
    decorations.push(Decoration.node(one.from, one.to, { class: classes.filter(Boolean).join(' '), 'data-highlights': one.key }))
  }
  for (const one of placed) if (one.change) decorations.push(...drawChange(doc, one.key, one, one.change))
  return DecorationSet.create(doc, decorations)
}

/** Draws those of one block anew, after letters changed in it and nothing else: `set` is what was drawn, mapped. */
export function drawBlock(set: DecorationSet, doc: Node, here: readonly Placed[], block: Range): DecorationSet {
  const old = set.find(block.from, block.to, (spec) => spec === stretch)
  if (old.length === 0) return set
  const around = { from: Math.min(...old.map(({ from }) => from)), to: Math.max(...old.map(({ to }) => to)) }
  return set.remove(old).add(doc, drawWords(here, around))
}
