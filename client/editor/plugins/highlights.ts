import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import type * as Y from 'yjs'
import { type Anchor, anchorAt, resolveAnchors } from '../../../shared/document/anchors.ts'
import { anchorsOf, lessonFragment, type StoredAnchor } from '../../../shared/document/layout.ts'
import type { LessonId } from '../../../shared/id.ts'
import { idOf } from '../nodes.ts'
import { isRemote } from './fresh-ids.ts'
import { type Change, drawChange } from './suggested.ts'

/**
 * A passage that somebody said something about. `key` is the thread, flag or suggestion; `probably` where its words
 * changed; `change` is what a suggestion would make of it, to be drawn into the text.
 */
export type Highlight = {
  key: string
  /** The words, */
  anchor?: Anchor
  /** or the whole block by its id. */
  block?: string
  kind: 'thread' | 'flag' | 'suggest'
  active?: boolean
  probably?: boolean
  change?: Change
}
export type Range = { from: number; to: number }
type Place = { doc: Y.Doc; lesson: LessonId }
/** `mine`: the last change of the text was made here, so its anchors are ours to keep right. */
type State = {
  list: readonly Highlight[]
  ranges: ReadonlyMap<string, Range>
  lost: ReadonlyMap<string, Lost>
  decorations: DecorationSet
  mine: boolean
}
/** Words this person took away with their block: `from` and `to` count in the block's text. */
type Lost = { block: string; from: number; to: number; words: string }

const key = new PluginKey<State>('highlights')
/** Marks a move of a block: what lay in [from, to) lies `by` further on afterwards. */
export const moved = (tr: Transaction, from: number, to: number, by: number): Transaction => tr.setMeta('moved', { from, to, by })

/** Where every highlight lies now, by its key; what could not be found is absent. */
export const highlightRanges = (state: EditorState): ReadonlyMap<string, Range> => key.getState(state)?.ranges ?? new Map()
export const highlightsOf = (state: EditorState): readonly Highlight[] => key.getState(state)?.list ?? []

/** Shows these highlights instead of those before. Never changes the text. */
export function setHighlights(view: EditorView, list: readonly Highlight[]): void {
  view.dispatch(view.state.tr.setMeta(key, list).setMeta('addToHistory', false))
}

/** The highlights under a position, the narrowest first: the order in which clicks go round. */
export function highlightsAt(state: EditorState, pos: number): Highlight[] {
  const ranges = highlightRanges(state)
  const width = ({ key }: Highlight) => (ranges.get(key)?.to ?? 0) - (ranges.get(key)?.from ?? 0)
  return highlightsOf(state)
    .filter(({ key }) => {
      const range = ranges.get(key)
      return range !== undefined && range.from <= pos && pos <= range.to
    })
    .sort((a, b) => width(a) - width(b))
}

/** The place after or before the caret where the next highlight begins, going round at the ends. */
export function nextHighlight(state: EditorState, direction: 1 | -1): { key: string; from: number } | null {
  const starts = [...highlightRanges(state)].map(([key, { from }]) => ({ key, from })).sort((a, b) => a.from - b.from)
  if (direction < 0) starts.reverse()
  const here = state.selection.from
  return starts.find(({ from }) => (direction > 0 ? from > here : from < here)) ?? starts[0] ?? null
}

/**
 * Cuts overlapping highlights into stretches, each drawn once: with every kind that lies on it, a stronger tint where
 * two or more do, and the keys narrowest first.
 */
function draw(doc: EditorState['doc'], list: readonly Highlight[], ranges: ReadonlyMap<string, Range>): DecorationSet {
  const placed = list.flatMap((one) => {
    const range = ranges.get(one.key)
    return range ? [{ ...one, ...range }] : []
  })
  const edges = [...new Set(placed.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const sorted = placed.toSorted((a, b) => a.to - a.from - (b.to - b.from))
  const decorations: Decoration[] = []
  for (let i = 0; i + 1 < edges.length; i++) {
    const [from, to] = [edges[i] ?? 0, edges[i + 1] ?? 0]
    const here = sorted.filter((one) => one.block === undefined && one.from <= from && one.to >= to)
    if (here.length === 0) continue
    const kinds = new Set(here.map(({ kind }) => `highlight-${kind}`))
    const classes = [
      'highlight',
      ...kinds,
      here.length > 1 ? 'highlight-several' : '',
      here.some(({ active }) => active) ? 'highlight-active' : '',
      here.every(({ probably }) => probably) ? 'highlight-probably' : '',
    ]
    decorations.push(
      Decoration.inline(from, to, { class: classes.filter(Boolean).join(' '), 'data-highlights': here.map((one) => one.key).join(' ') }),
    )
  }
  for (const one of placed) {
    if (one.block === undefined) continue
    const classes = ['highlight-block', `highlight-${one.kind}`, one.active ? 'highlight-active' : '']
    decorations.push(Decoration.node(one.from, one.to, { class: classes.filter(Boolean).join(' '), 'data-highlights': one.key }))
  }
  for (const one of placed) if (one.change) decorations.push(...drawChange(doc, one.key, one, one.change))
  return DecorationSet.create(doc, decorations)
}

/** Follows a local change by ProseMirror's own mapping, which knows splits, joins and wraps. */
function follow(ranges: ReadonlyMap<string, Range>, tr: Transaction): Map<string, Range> {
  const move = tr.getMeta('moved') as (Range & { by: number }) | undefined
  const kept = new Map<string, Range>()
  for (const [key, range] of ranges) {
    const inside = move && range.from >= move.from && range.to <= move.to
    const from = inside ? range.from + move.by : tr.mapping.map(range.from, 1)
    const to = inside ? range.to + move.by : tr.mapping.map(range.to, -1)
    if (from < to) kept.set(key, { from, to })
  }
  return kept
}

/** What is needed to know the words again: the block they stood in, and where. */
function lostWords(key: string, { from, to }: Range, doc: Node): [string, Lost][] {
  const $from = doc.resolve(from)
  const block = idOf($from.parent)
  if (block === null || to > $from.end()) return []
  return [[key, { block, from: $from.parentOffset, to: $from.parentOffset + to - from, words: doc.textBetween(from, to) }]]
}

/** Blocks that were dragged, or cut and pasted, or brought back by undo, keep their ids: their words are found again by them. */
function bringBack(lost: Map<string, Lost>, ranges: Map<string, Range>, doc: Node): boolean {
  let isBack = false
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    for (const [key, { block, from, to, words }] of lost) {
      if (block !== idOf(node) || to > node.content.size || node.textBetween(from, to) !== words) continue
      ranges.set(key, { from: pos + 1 + from, to: pos + 1 + to })
      lost.delete(key)
      isBack = true
    }
    return false
  })
  return isBack
}

function locate(place: Place, list: readonly Highlight[], size: number): Map<string, Range> {
  const found = resolveAnchors(
    place.doc,
    place.lesson,
    new Map(list.flatMap((one) => (one.anchor ? [[one.key, one.anchor] as const] : []))),
  )
  const ranges = new Map<string, Range>()
  for (const [key, range] of found)
    if (range && range.from < range.to && range.to <= size) ranges.set(key, { from: range.from, to: range.to })
  return ranges
}

/** Where the blocks lie that somebody said something about. */
function placeBlocks(doc: Node, list: readonly Highlight[], ranges: Map<string, Range>): void {
  const keys = new Map<string, string[]>()
  for (const { key, block } of list) if (block !== undefined) keys.set(block, [...(keys.get(block) ?? []), key])
  if (keys.size === 0) return
  for (const each of keys.values()) for (const key of each) ranges.delete(key)
  doc.descendants((node, pos) => {
    const id = idOf(node)
    for (const key of (id !== null && keys.get(id)) || []) ranges.set(key, { from: pos, to: pos + node.nodeSize })
    return !node.isTextblock
  })
}

/**
 * Writes an anchor anew wherever the text moved under it in a way Yjs cannot follow: Enter before it, a join, a wrap, a
 * change of the block's type. What was cut away keeps its old anchor, for the server to find again.
 */
function rewrite(place: Place, list: readonly Highlight[], ranges: ReadonlyMap<string, Range>): void {
  const anchors = anchorsOf(place.doc)
  const stored = new Map<string, StoredAnchor>()
  for (const { key } of list) {
    const anchor = ranges.has(key) && anchors.get(key)
    if (anchor) stored.set(key, anchor)
  }
  const now = resolveAnchors(place.doc, place.lesson, stored)
  const fragment = lessonFragment(place.doc, place.lesson)
  place.doc.transact(() => {
    for (const [key, range] of ranges) {
      const seen = now.get(key)
      const before = stored.get(key)
      if (!before || (seen?.from === range.from && seen.to === range.to)) continue
      const anchor = anchorAt(fragment, place.lesson, range.from, range.to)
      // What hangs here only probably goes on saying which words it was about, so that the server can find them.
      anchors.set(key, before.probably ? { ...anchor, quote: before.quote, probably: true } : anchor)
    }
  }, 'anchors')
}

/**
 * Draws what people said about this lesson, and keeps each anchor on its words while this person edits.
 *
 * Local changes are followed by mapping. After a remote change all highlights are found again from their anchors in one
 * walk, because y-prosemirror replaces the whole document then. `onActivate` hears the highlight that was clicked; a
 * second click on the same place goes on to the one below.
 */
export const highlights = (place: Place, mayWrite: () => boolean, onActivate: (key: string) => void) => {
  let clicked: string | null = null
  return new Plugin<State>({
    key,
    state: {
      init: () => ({ list: [], ranges: new Map(), lost: new Map(), decorations: DecorationSet.empty, mine: false }),
      apply(tr, before, _old, after) {
        const list = (tr.getMeta(key) as readonly Highlight[] | undefined) ?? before.list
        if (list === before.list && !tr.docChanged) return before
        const isMine = tr.docChanged && !isRemote(tr)
        const ranges = isMine ? follow(before.ranges, tr) : locate(place, list, after.doc.content.size)
        placeBlocks(after.doc, list, ranges)
        const gone = isMine ? [...before.ranges].filter(([key]) => !ranges.has(key)) : []
        const lost = new Map([...before.lost, ...gone.flatMap(([key, range]) => lostWords(key, range, tr.before))])
        const isBack = lost.size > 0 && bringBack(lost, ranges, after.doc)
        return { list, ranges, lost, decorations: draw(after.doc, list, ranges), mine: isBack || (tr.docChanged ? isMine : before.mine) }
      },
    },
    view: () => ({
      update(view, before) {
        const [was, is] = [key.getState(before), key.getState(view.state)]
        if (is?.mine && was !== is && is.ranges.size > 0 && mayWrite() && view.state.doc !== before.doc) rewrite(place, is.list, is.ranges)
      },
    }),
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      handleClick(view, pos) {
        if (!view.state.selection.empty) return false
        const here = highlightsAt(view.state, pos)
        const next = here[(here.findIndex((one) => one.key === clicked) + 1) % here.length]
        clicked = next?.key ?? null
        if (next) onActivate(next.key)
        return false
      },
    },
  })
}
