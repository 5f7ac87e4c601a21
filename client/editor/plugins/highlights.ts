import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import { DecorationSet, type EditorView } from 'prosemirror-view'
import { ySyncPluginKey } from 'y-prosemirror'
import type * as Y from 'yjs'
import { anchorAt, resolveAnchors } from '../../../shared/document/anchors.ts'
import { anchorsOf, lessonFragment, type StoredAnchor } from '../../../shared/document/layout.ts'
import type { LessonId } from '../../../shared/id.ts'
import { idOf } from '../nodes.ts'
import { draw, drawBlock, type Highlight, placedIn, type Range } from './drawn-highlights.ts'
import { isRemote } from './fresh-ids.ts'

export type { Highlight, Range } from './drawn-highlights.ts'

type Place = { doc: Y.Doc; lesson: LessonId }
type State = {
  list: readonly Highlight[]
  ranges: ReadonlyMap<string, Range>
  lost: ReadonlyMap<string, Lost>
  decorations: DecorationSet
  /** The last change of the text was made here, so its anchors are ours to keep right. */
  mine: boolean
  /** How often the text changed, and the block whose letters alone the last change was about. */
  changes: number
  block: Range | null
  /** Another one whenever a highlight may begin elsewhere or say something else than before. */
  look: object
}
/** Words this person took away with their block: `from` and `to` count in the block's text. */
type Lost = { block: string; from: number; to: number; words: string }

const key = new PluginKey<State>('highlights')
/** Marks a move of a block: what lay in [from, to) lies `by` further on afterwards. */
export const moved = (tr: Transaction, from: number, to: number, by: number): Transaction => tr.setMeta('moved', { from, to, by })

/** Where every highlight lies now, by its key; what could not be found is absent. */
export const highlightRanges = (state: EditorState): ReadonlyMap<string, Range> => key.getState(state)?.ranges ?? new Map()
export const highlightsOf = (state: EditorState): readonly Highlight[] => key.getState(state)?.list ?? []
/** The same for as long as every highlight is in its block and says what it said: typing beside them changes nothing of them. */
export const lookOfHighlights = (state: EditorState): unknown => key.getState(state)?.look

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

/** Letters that were taken out or brought in, and the block that holds them; both as they are afterwards. */
type Letters = { changed: Range; block: Range }

/** The change of letters that a transaction is; null where it is anything else, or more. */
function lettersOf({ steps, before }: Transaction): Letters | null {
  const [step, ...more] = steps
  if (!(step instanceof ReplaceStep) || more.length > 0) return null
  const { from, to, slice } = step
  const $from = before.resolve(from)
  if (!$from.parent.isTextblock || to > $from.end() || slice.content.childCount > 1) return null
  if (slice.content.firstChild && !slice.content.firstChild.isText) return null
  return { changed: { from, to: from + slice.size }, block: { from: $from.start(), to: $from.end() + slice.size - (to - from) } }
}

const touch = (a: Range, b: Range) => a.from <= b.to && b.from <= a.to

/**
 * The next state after a key: with hundreds of threads only what lies in the block that was typed in is drawn anew.
 * Null where more than that is to be done.
 */
function afterLetters(before: State, tr: Transaction): State | null {
  const letters = before.lost.size > 0 || isRemote(tr) ? null : lettersOf(tr)
  if (!letters) return null
  const ranges = follow(before.ranges, tr)
  const here = placedIn(before.list, ranges).filter((one) => touch(one, letters.block))
  if (ranges.size < before.ranges.size || here.some(({ change }) => change)) return null
  return {
    ...before,
    ranges,
    decorations: drawBlock(before.decorations.map(tr.mapping, tr.doc), tr.doc, here, letters.block),
    mine: true,
    changes: before.changes + 1,
    block: letters.block,
    look: here.some((one) => touch(one, letters.changed)) ? {} : before.look,
  }
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

/** This person took something back, or did it again. */
const isUndo = (tr: Transaction): boolean =>
  Boolean((tr.getMeta(ySyncPluginKey) as { isUndoRedoOperation?: boolean } | undefined)?.isUndoRedoOperation)

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

const rangesIn = (ranges: ReadonlyMap<string, Range>, block: Range) => new Map([...ranges].filter(([, range]) => touch(range, block)))

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
  if (stored.size === 0) return
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
      init: () => ({
        list: [],
        ranges: new Map(),
        lost: new Map(),
        decorations: DecorationSet.empty,
        mine: false,
        changes: 0,
        block: null,
        look: {},
      }),
      apply(tr, before, _old, after) {
        const list = (tr.getMeta(key) as readonly Highlight[] | undefined) ?? before.list
        if (list === before.list && !tr.docChanged) return before
        const typed = list === before.list ? afterLetters(before, tr) : null
        if (typed) return typed
        const isMine = tr.docChanged && !isRemote(tr)
        const ranges = isMine ? follow(before.ranges, tr) : locate(place, list, after.doc.content.size)
        placeBlocks(after.doc, list, ranges)
        const gone = isMine || isUndo(tr) ? [...before.ranges].filter(([key]) => !ranges.has(key)) : []
        const words = gone.flatMap(([key, range]) => lostWords(key, range, tr.before))
        // What undo takes away is remembered after what was cut before: more undoing may bring that back.
        const lost = new Map(isMine ? [...before.lost, ...words] : [...words, ...before.lost])
        const isBack = lost.size > 0 && bringBack(lost, ranges, after.doc)
        const mine = isBack || (tr.docChanged ? isMine : before.mine)
        const changes = before.changes + Number(tr.docChanged)
        return { list, ranges, lost, decorations: draw(after.doc, list, ranges), mine, changes, block: null, look: {} }
      },
    },
    view: () => ({
      update(view, before) {
        const [was, is] = [key.getState(before), key.getState(view.state)]
        if (!is?.mine || was === is || is.ranges.size === 0 || !mayWrite() || view.state.doc === before.doc) return
        // Letters in one block leave the anchors in all others right. Several changes may have come since the last look.
        const block = is.changes === (was?.changes ?? 0) + 1 ? is.block : null
        rewrite(place, is.list, block ? rangesIn(is.ranges, block) : is.ranges)
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
