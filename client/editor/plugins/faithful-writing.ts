import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey } from 'prosemirror-state'
import type { StepMap } from 'prosemirror-transform'
import type { EditorView } from 'prosemirror-view'
import { type ProsemirrorBinding, ySyncPluginKey } from 'y-prosemirror'
import * as Y from 'yjs'
import { longestRise } from '../../../shared/document/rise.ts'
import { idOf } from '../nodes.ts'
import { isRemote } from './fresh-ids.ts'

/** What was done since the editor and the shared document last agreed, and how the text was then. */
type Done = { since: Node; maps: readonly StepMap[] }
const key = new PluginKey<Done>('faithful-writing')

/**
 * Writes what was done in the editor so that in the shared document, too, each block and each letter stays the one it is.
 *
 * y-prosemirror compares the two documents, blocks by place and kind and letters from both ends. So blocks that changed
 * places keep theirs and take on each other's letters and ids, and of two sentences alike the letters of the one that was
 * deleted go on in the other. Whatever hangs on the letters (comments, flags, carets, what somebody types meanwhile) is
 * then on other words, and Yjs cannot know it. So before it compares, blocks are put in order by their ids, and letters
 * that the editor removed are removed: what was moved is written anew, what it was moved over is left alone. This may go
 * when y-prosemirror writes the editor's steps instead of a difference.
 */
export const faithfulWriting = () => {
  /** The text that was written last. */
  let written: Node | undefined
  return new Plugin<Done>({
    key,
    state: {
      init: (_, { doc }) => ({ since: doc, maps: [] }),
      apply(tr, done) {
        if (!tr.docChanged) return done
        if (isRemote(tr)) return { since: tr.doc, maps: [] }
        return tr.before === written ? { since: tr.before, maps: tr.mapping.maps } : { ...done, maps: [...done.maps, ...tr.mapping.maps] }
      },
    },
    view({ state }) {
      const { binding } = ySyncPluginKey.getState(state) as { binding: ProsemirrorBinding }
      const compare = binding._prosemirrorChanged
      binding._prosemirrorChanged = function (doc) {
        const view = this.prosemirrorView as EditorView
        const { from, to } = view.state.selection
        const done = key.getState(view.state)! // a plugin of this very view
        const touched = new Map<Child, Node | Node[]>()
        // One change with what is found by comparing: nobody ever sees the blocks without their words.
        this.doc.transact(() => {
          try {
            putInOrder(this.type, doc, { is: 0, was: 0 }, { ...done, mapping: this.mapping, touched, from, to })
          } catch (error) {
            // Comparing writes everything by itself, only less faithfully. What was half done it must not know by its mark.
            for (const child of touched.keys()) this.mapping.delete(child)
            touched.clear()
            reportError(error) // a defect of ours: its trace belongs in the console
          }
          compare.call(this, doc)
        }, ySyncPluginKey)
        // Where all was written before, comparing finds nothing and does not look inside.
        for (const [child, node] of touched) this.mapping.set(child, node)
        written = doc
      }
      return {}
    },
  })
}

type Child = Y.XmlElement | Y.XmlText
type Writing = Done & {
  /** What each shared type was in the editor when the two last agreed. */
  mapping: ProsemirrorBinding['mapping']
  /** What was looked into, and what it is in the editor now. */
  touched: Map<Child, Node | Node[]>
  /** What is selected now. */
  from: number
  to: number
}
/** Where something begins in the editor, now and when the two last agreed; NaN where that is not known. */
type Start = { is: number; was: number }

/**
 * Makes the children of `parent` those of `node`, one for one, and removes the letters that were removed. New blocks are
 * still empty, and what else differs is left to be compared. `start` is where the first of them begins.
 */
function putInOrder(parent: Y.XmlFragment, node: Node, start: Start, writing: Writing): void {
  const { mapping, from, to } = writing
  const before = mapping.get(parent) as Node | undefined // only texts are arrays
  if (before === node) return
  if (node.inlineContent) return before && writeLetters(parent, before, node, start, writing)
  const mine = parent.toArray() as Child[] // the schema knows no hooks
  const { children } = node
  const most = Math.min(mine.length, children.length)
  let [left, right] = [0, 0]
  let { is, was } = start
  for (; left < most && mapping.get(mine[left]!) === children[left]; left++) {
    is += children[left]!.nodeSize // both have so many
    was += children[left]!.nodeSize
  }
  while (right < most - left && mapping.get(mine.at(-1 - right)!) === children.at(-1 - right)) right++

  const old = new Map<Child, number>()
  for (const child of mine.slice(left, mine.length - right)) {
    old.set(child, was)
    was += (mapping.get(child) as Node | undefined)?.nodeSize ?? NaN
  }
  const wanted = children.slice(left, children.length - right).map((node): Wanted => {
    const at = is
    is += node.nodeSize
    return { node, at, isSelected: from < is && to > at }
  })
  const partners = partnersOf(wanted, [...old.keys()], mapping)
  const kept = new Set(partners)
  for (let i = mine.length - right - 1; i >= left; i--) {
    if (kept.has(mine[i])) continue
    mapping.delete(mine[i]!)
    parent.delete(i, 1)
  }
  wanted.forEach(({ node: child, at }, i) => {
    const partner = partners[i]
    if (!partner) parent.insert(left + i, [new Y.XmlElement(child.type.name)])
    else if (partner instanceof Y.XmlElement) {
      writing.touched.set(partner, child)
      putInOrder(partner, child, { is: at + 1, was: old.get(partner)! + 1 }, writing)
    }
  })
}

/** A block as it is to be, and where it begins. Selected ones are those that somebody moves. */
type Wanted = { node: Node; at: number; isSelected: boolean }

/**
 * For each wanted block the one that it is already and that can stay in its place, if there is one. Of two that changed
 * places the selected one was moved. Blocks without an id, of a newer program, are known by their order.
 */
function partnersOf(wanted: readonly Wanted[], mine: readonly Child[], mapping: Writing['mapping']): (Child | undefined)[] {
  const places = new Map<unknown, number>()
  let nameless = 0
  mine.forEach((child, place) => {
    if (child instanceof Y.XmlElement) places.set(`${child.nodeName} ${child.getAttribute('id') ?? nameless++}`, place)
    places.set(mapping.get(child), place)
  })
  nameless = 0
  const matches = wanted.flatMap(({ node, isSelected }, index) => {
    const name = `${node.type.name} ${idOf(node) ?? nameless++}`
    const place = places.get(node) ?? places.get(name)
    return place === undefined ? [] : [{ index, place, isSelected }]
  })
  const firm = new Set(longestRise(matches.filter(({ isSelected }) => !isSelected)))
  const partners: (Child | undefined)[] = wanted.map(() => undefined)
  let last = -1
  matches.forEach((match, i) => {
    const { index, place, isSelected } = match
    const after = matches.find((other, j) => j > i && firm.has(other))
    if (!firm.has(match) && !(isSelected && place > last && place < (after?.place ?? Infinity))) return
    partners[index] = mine[place]
    last = place
  })
  return partners
}

/** Writes in a block of nothing but text exactly the letters that were removed and brought in. */
function writeLetters(parent: Y.XmlFragment, before: Node, node: Node, { is, was }: Start, { since, maps, touched }: Writing): void {
  const text = parent.length === 1 ? parent.get(0) : undefined
  const [old, now] = [lettersOf(before), lettersOf(node)]
  if (!(text instanceof Y.XmlText) || old === null || now === null || old === now || text.length !== old.length) return
  if (Number.isNaN(was) || since.nodeAt(was - 1) !== before) return
  const stay = runsThatStay({ from: was, to: was + old.length, at: was }, maps)
    .map(({ from, to, at }) => ({ from: from - was, to: to - was, at: at - is }))
    .filter(({ from, to, at }) => at >= 0 && at + to - from <= now.length) // the others went to another block
  if (stay.some(({ from, to, at }) => old.slice(from, to) !== now.slice(at, at + to - from))) return
  if (now) touched.set(text, [...node.children])
  let [end, until] = [old.length, now.length]
  for (const { from, to, at } of [...stay.reverse(), { from: 0, to: 0, at: 0 }]) {
    text.delete(to, end - to)
    text.insert(to, now.slice(at + to - from, until))
    ;[end, until] = [from, at]
  }
}

/** What a block says that holds nothing but text; null for all others. */
const lettersOf = (block: Node): string | null => (block.children.every((child) => child.isText) ? block.textContent : null)

/** Letters, and where they begin now. */
type Run = { from: number; to: number; at: number }

/** The parts of a run that no step replaced, in order. */
const runsThatStay = (run: Run, maps: readonly StepMap[]): Run[] =>
  maps.reduce<Run[]>((runs, map) => runs.flatMap((one) => throughStep(one, map)), [run])

function throughStep({ from, to, at }: Run, map: StepMap): Run[] {
  const runs: Run[] = []
  let [place, shift] = [at, 0]
  const upTo = (end: number) => {
    const last = Math.min(end, at + to - from)
    if (last > place) runs.push({ from: from + place - at, to: from + last - at, at: place + shift })
  }
  map.forEach((start, end, _, newEnd) => {
    upTo(start)
    place = Math.max(place, end)
    shift = newEnd - end
  })
  upTo(Infinity)
  return runs
}
