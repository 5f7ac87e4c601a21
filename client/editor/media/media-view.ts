import type { Node } from 'prosemirror-model'
import type { EditorView, NodeView } from 'prosemirror-view'
import { createSignal } from 'solid-js'
import { Offline } from '../../platform/api.ts'
import { showProblem } from '../../platform/problems.ts'
import { t } from '../../platform/text.ts'
import type { Lent } from '../block.ts'
import { element } from '../blocks/elements.ts'
import { idOf } from '../nodes.ts'
import { highlightsOf } from '../plugins/highlights.ts'
import { type Sending, uploadOf, watchUploads } from '../uploads.ts'

/** What a block's stage is given: the block as it is now, and the verbs that change it. */
export type Stage = {
  node: () => Node
  sending: () => Sending | null
  editable: () => boolean
  id: () => string | null
  set: (attrs: Record<string, unknown>) => void
  /** Adds parts at the end of the block. */
  append: (...nodes: Node[]) => void
  focusText: () => void
  view: EditorView
  lent: Lent
  /** The player, once it is there: parts of the block play from their times. */
  player: Player
  /** What is said about its moments, in seconds. */
  marks: () => { key: string; at: number; isActive: boolean }[]
}

/** The player of a block; until it is there, `wanted` is where it shall stand, in seconds. */
type Player = { current: HTMLMediaElement | null; wanted?: number }

/** Players of blocks by the block's element, for its captions and chapters. */
export const players = new WeakMap<Element, Player>()
/** Brings the player of a block to a moment, in seconds. */
export function seekPlayer(block: Element, seconds: number): void {
  const player = players.get(block)
  if (player?.current) player.current.currentTime = seconds
  else if (player) player.wanted = seconds
}

/**
 * A block whose upper part is drawn by Solid, fetched when the first such block is shown; below it, where the node
 * holds something, ProseMirror writes.
 */
export class MediaView implements NodeView {
  readonly dom: HTMLElement
  readonly contentDOM?: HTMLElement
  private readonly box = element('div', 'media-stage')
  private readonly change: (node: Node) => void
  private node: Node
  private readonly unwatch: () => void
  private close: (() => void) | undefined
  private closed = false

  constructor(node: Node, view: EditorView, getPos: () => number | undefined, lent: Lent) {
    this.node = node
    const kind = node.type.name
    this.dom = element('figure', `media media-${kind}`)
    this.dom.dataset.kind = kind
    this.box.contentEditable = 'false'
    this.dom.append(this.box)
    if (!node.isLeaf) {
      this.contentDOM = element('div', 'media-parts')
      this.dom.append(this.contentDOM)
    }
    const [current, setCurrent] = createSignal(node, { equals: false })
    const [sending, setSending] = createSignal<Sending | null>(uploadOf(idOf(node)), { equals: false })
    this.change = (next) => setCurrent(() => next)
    this.unwatch = watchUploads(() => setSending(uploadOf(idOf(this.node))))
    const player: Stage['player'] = { current: null }
    players.set(this.dom, player)
    const change = (make: (pos: number) => void) => {
      const pos = getPos()
      if (pos !== undefined && view.editable && view.state.doc.nodeAt(pos)?.type === this.node.type) make(pos)
    }
    const stage: Stage = {
      node: current,
      sending,
      // Read anew with every change of the block; a right that is taken away takes the page's other controls as well.
      editable: () => (current(), view.editable),
      id: () => idOf(current()),
      set: (attrs) =>
        change((pos) => {
          const { tr } = view.state
          for (const [name, value] of Object.entries(attrs))
            if (view.state.doc.nodeAt(pos)?.attrs[name] !== value) tr.setNodeAttribute(pos, name, value)
          if (tr.docChanged) view.dispatch(tr)
        }),
      append: (...nodes) => change((pos) => view.dispatch(view.state.tr.insert(pos + this.node.nodeSize - 1, nodes))),
      focusText: () => view.focus(),
      view,
      lent,
      player,
      // Drawn anew with the block, which hears of every change of what is said about it.
      marks: () => {
        const id = idOf(current())
        return highlightsOf(view.state).flatMap(({ key, block, seconds, active }) =>
          block === id && seconds !== undefined ? [{ key, at: seconds, isActive: active === true }] : [],
        )
      },
    }
    this.box.textContent = t('media.loading')
    import('./stages.tsx').then(
      ({ mountStage }) => {
        if (this.closed) return
        this.box.textContent = ''
        this.close = mountStage(this.box, kind, stage)
      },
      () => showProblem(new Offline(t('problems.offline'))),
    )
  }

  update(node: Node) {
    if (node.type !== this.node.type || idOf(node) !== idOf(this.node)) return false
    this.node = node
    this.change(node)
    return true
  }

  selectNode() {
    this.dom.classList.add('ProseMirror-selectednode')
  }

  deselectNode() {
    this.dom.classList.remove('ProseMirror-selectednode')
  }

  stopEvent = (event: Event) => event.target instanceof globalThis.Node && this.box.contains(event.target) && event.type !== 'dragstart'
  ignoreMutation = (mutation: { target: globalThis.Node }) => !this.contentDOM?.contains(mutation.target)

  destroy() {
    this.closed = true
    this.unwatch()
    this.close?.()
  }
}
