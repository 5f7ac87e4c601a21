import { dropCursor } from 'prosemirror-dropcursor'
import { gapCursor } from 'prosemirror-gapcursor'
import type { Schema } from 'prosemirror-model'
import { EditorState, NodeSelection, type Plugin, Selection, TextSelection, type Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import { EditorView } from 'prosemirror-view'
import { initProseMirrorDoc, ySyncPlugin, ySyncPluginKey, yUndoPlugin } from 'y-prosemirror'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { directionOf } from '../../shared/direction.ts'
import { type Anchor, anchorAt } from '../../shared/document/anchors.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { schemaFor } from '../../shared/document/learn.ts'
import type { LessonId } from '../../shared/id.ts'
import type { Lent } from './block.ts'
import { bringToFront } from './blocks/panels.ts'
import { idOf } from './nodes.ts'
import { alwaysWritable } from './plugins/always-writable.ts'
import { carets } from './plugins/carets.ts'
import { chosenBlocks } from './plugins/chosen-blocks.ts'
import { cleanPaste } from './plugins/clean-paste.ts'
import { freshIds } from './plugins/fresh-ids.ts'
import { here } from './plugins/here.ts'
import { faithfulWriting } from './plugins/faithful-writing.ts'
import { type Highlight, highlightRanges, highlights, nextHighlight, setHighlights } from './plugins/highlights.ts'
import { placeholder } from './plugins/placeholder.ts'
import { slash } from './plugins/slash.ts'
import { type Asks, keys, rules } from './plugins/writing.ts'
import { holdsUnknown } from './plugins/unknown.ts'
import { seekPlayer } from './media/media-view.ts'
import { blocks } from './registry.ts'

/** Words, and the place in them where somebody would type. */
export type TypingPlace = { anchor: Anchor; from: number; to: number }

export type LessonPlace = { doc: Y.Doc; lesson: LessonId; awareness: Awareness }

export type LessonViewOptions = Lent & {
  editable: boolean
  /** Plugins of other rooms. */
  plugins: readonly Plugin[]
  /** Origins of changes that are this person's own although the server made them: accepting a suggestion, restoring. Each is one step to undo. */
  undoOrigins: readonly unknown[]
  onActivate: (key: string) => void
  /** Hears new states, for the tools drawn around the text: soon after a change and never in its midst. */
  onState: (state: EditorState) => void
  /** Newer content arrived that the schema at mounting did not know: mount again before it is read. */
  onOutgrown: () => void
  asks: Pick<Asks, 'comment' | 'link' | 'blockMenu' | 'toolbar'>
}

/** One lesson, open for writing or reading. Close it, or its undo history keeps every deleted word in memory. */
export class LessonView {
  readonly view: EditorView
  private readonly place: LessonPlace
  private readonly undoOrigins: readonly unknown[]
  private readonly undoManager: Y.UndoManager
  private editable: boolean
  private closed = false
  private readonly watchUnknown: (transaction: Y.Transaction) => void

  constructor(box: HTMLElement, place: LessonPlace, options: LessonViewOptions) {
    this.place = place
    this.undoOrigins = options.undoOrigins
    this.editable = options.editable
    const fragment = lessonFragment(place.doc, place.lesson)
    const schema = schemaFor(fragment)
    this.undoManager = ownUndo(fragment, schema, options.undoOrigins)
    place.doc.on('beforeTransaction', this.parts)
    place.doc.on('afterTransaction', this.parts)
    this.watchUnknown = (transaction) => {
      if (this.closed || transaction.origin === ySyncPluginKey || !holdsUnknown(transaction, fragment, schema)) return
      this.close()
      queueMicrotask(options.onOutgrown)
    }
    // Before the observers of this transaction: y-prosemirror would delete what its schema cannot hold.
    place.doc.on('beforeObserverCalls', this.watchUnknown)
    // A tool that fails while it is drawn must not break off a change of the shared document half way.
    const { undoManager } = this
    let telling = false
    const tellState = () => {
      if (telling) return
      telling = true
      queueMicrotask(() => {
        telling = false
        if (!this.closed) options.onState(this.view.state)
      })
    }
    const { doc, mapping } = initProseMirrorDoc(fragment, schema)
    this.view = new EditorView(box, {
      state: EditorState.create({
        doc,
        plugins: [ySyncPlugin(fragment, { mapping }) as Plugin, faithfulWriting(), ...this.plugins(schema, options)],
      }),
      editable: () => this.editable,
      nodeViews: Object.assign({}, ...blocks.map((block) => block.views?.(options) ?? {})),
      attributes: ({ doc }): Record<string, string> => ({
        class: 'lesson',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-readonly': String(!this.editable),
        ...(directionOf(doc.textBetween(0, Math.min(doc.content.size, 2000), ' ')) && { dir: 'rtl' }),
      }),
      dispatchTransaction(this: EditorView, tr) {
        if (this.isDestroyed) return
        const apart = isApart(tr)
        if (apart) undoManager.stopCapturing()
        this.updateState(this.state.apply(tr))
        if (apart) undoManager.stopCapturing()
        tellState()
      },
    })
    options.onState(this.view.state)
  }

  private plugins(schema: Schema, options: LessonViewOptions): Plugin[] {
    const show = (direction: 1 | -1) => () => this.showNext(direction, options.onActivate)
    return [
      carets(this.place.awareness),
      yUndoPlugin({ undoManager: this.undoManager }) as Plugin,
      highlights(this.place, () => this.editable, options.onActivate),
      freshIds(),
      alwaysWritable(),
      chosenBlocks(),
      slash(),
      rules(schema),
      ...keys(schema, { ...options.asks, nextHighlight: show }),
      ...blocks.flatMap((block) => block.plugins?.(options) ?? []),
      cleanPaste(options.upload),
      placeholder(),
      here(),
      dropCursor({ class: 'drop-cursor', color: false, width: 2 }),
      gapCursor(),
      ...options.plugins,
    ]
  }

  /** What the server did for this person is a step of its own, apart from what they typed before and after. */
  private readonly parts = (transaction: Y.Transaction) => {
    if (this.undoOrigins.includes(transaction.origin)) this.undoManager.stopCapturing()
  }

  /** Draws these highlights. Waits for the end of a running change, because ProseMirror must not be told in its midst. */
  setHighlights(list: readonly Highlight[]): void {
    queueMicrotask(() => !this.closed && setHighlights(this.view, list))
  }

  setEditable(editable: boolean): void {
    if (this.editable === editable) return
    this.editable = editable
    queueMicrotask(() => !this.closed && this.view.setProps({}))
  }

  /** An anchor on the selected words, or null where nothing is selected. */
  selectionAnchor(): Anchor | null {
    const { from, to } = this.selected()
    return from === to ? null : anchorAt(lessonFragment(this.place.doc, this.place.lesson), this.place.lesson, from, to)
  }

  /**
   * Where somebody would type: the selected words, or the sentence at the caret, with the place in it. Null where there is
   * no place in this text, or it reaches over several blocks.
   */
  typingPlace(): TypingPlace | null {
    const now = this.view.dom.ownerDocument.getSelection()
    if (!now?.anchorNode || !this.view.dom.contains(now.anchorNode)) return null
    const { from, to } = this.selected()
    const $from = this.view.state.doc.resolve(from)
    if (!$from.parent.isTextblock || to > $from.end()) return null
    const start = $from.start()
    const text = $from.parent.textBetween(0, $from.parent.content.size, '\n', '\n')
    const [first, last] = from < to ? [from - start, to - start] : sentenceAround(text, from - start)
    if (first >= last) return null
    const anchor = anchorAt(lessonFragment(this.place.doc, this.place.lesson), this.place.lesson, start + first, start + last)
    return { anchor, from: from - start - first, to: to - start - first }
  }

  /** The id of the answer, picture or other block in which the caret stands; a plain line of text is none. */
  blockAtCaret(): string | null {
    const { selection } = this.view.state
    if (selection instanceof NodeSelection) return idOf(selection.node)
    const now = this.view.dom.ownerDocument.getSelection()
    if (!now?.anchorNode || !this.view.dom.contains(now.anchorNode)) return null
    const $from = this.view.state.doc.resolve(this.selected().from)
    for (let depth = $from.depth; depth > 0; depth--) {
      const node = $from.node(depth)
      if (node.type.name !== 'paragraph' && node.type.name !== 'heading' && idOf(node) !== null) return idOf(node)
    }
    return null
  }

  /** What is selected on the screen: the browser tells of it a moment later than a quick hand asks for a comment. */
  private selected(): { from: number; to: number } {
    const { selection } = this.view.state
    const now = this.view.dom.ownerDocument.getSelection()
    if (!(selection instanceof TextSelection) || !now?.anchorNode || !now.focusNode) return selection
    if (![now.anchorNode, now.focusNode].every((node) => this.view.dom.contains(node))) return selection
    const [anchor, head] = [this.view.posAtDOM(now.anchorNode, now.anchorOffset), this.view.posAtDOM(now.focusNode, now.focusOffset)]
    return { from: Math.min(anchor, head), to: Math.max(anchor, head) }
  }

  private showNext(direction: 1 | -1, onActivate: (key: string) => void): boolean {
    const next = nextHighlight(this.view.state, direction)
    if (!next) return false
    this.view.dispatch(this.view.state.tr.setSelection(TextSelection.near(this.view.state.doc.resolve(next.from))).scrollIntoView())
    onActivate(next.key)
    return true
  }

  /** Brings a highlight into sight; answers whether it is in this lesson's text. */
  showHighlight(key: string): boolean {
    const range = highlightRanges(this.view.state).get(key)
    if (range) this.show(range.from)
    return range !== undefined
  }

  /** Brings a block into sight and, unless `only` to look, the caret to it, or to a moment of it; answers whether it is there. */
  showBlock(id: string, only?: 'look', seconds?: number): boolean {
    let found: number | null = null
    this.view.state.doc.descendants((node, pos) => {
      if (idOf(node) === id) found = pos
      return found === null
    })
    if (found === null) return false
    if (only !== 'look') {
      this.view.dispatch(this.view.state.tr.setSelection(Selection.near(this.view.state.doc.resolve(found))))
      this.view.focus()
    }
    this.show(found)
    const media = this.view.nodeDOM(found)
    if (media instanceof Element && seconds !== undefined) seekPlayer(media, seconds)
    return true
  }

  /** Selects words and brings them into sight; answers whether the lesson reaches that far. */
  showRange({ from, to }: { from: number; to: number }): boolean {
    const { doc, tr } = this.view.state
    if (to > doc.content.size) return false
    this.view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(from), doc.resolve(to))))
    this.view.focus()
    this.show(from)
    return true
  }

  private show(pos: number) {
    bringToFront(this.view, pos)
    // At a block's own place stands what holds the block: that may be the whole lesson.
    const node = this.view.nodeDOM(pos) ?? this.view.domAtPos(pos, 1).node
    const element = node instanceof Element ? node : node.parentElement
    element?.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
  }

  focus(): void {
    this.view.focus()
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    const { doc } = this.place
    doc.off('beforeTransaction', this.parts)
    doc.off('afterTransaction', this.parts)
    doc.off('beforeObserverCalls', this.watchUnknown)
    this.view.destroy()
    this.undoManager.destroy()
  }
}

/** Typing is undone by the phrase. What was pasted, dropped, marked, wrapped or ticked is a step of its own, however quickly it came. */
const isApart = (tr: Transaction) =>
  tr.docChanged &&
  tr.getMeta(ySyncPluginKey) === undefined &&
  (tr.getMeta('apart') === true || tr.getMeta('uiEvent') !== undefined || tr.steps.some((step) => !(step instanceof ReplaceStep)))

/**
 * Undo for one's own edits of one lesson.
 *
 * A block of mine that somebody else has written in since is not taken back: the filter spares every element that
 * still holds something, so undoing never removes another person's words.
 */
function ownUndo(fragment: Y.XmlFragment, schema: Schema, origins: readonly unknown[]): Y.UndoManager {
  const sparing = (item: Y.Item) =>
    !(item.content instanceof Y.ContentType) ||
    !(item.content.type instanceof Y.XmlText || (item.content.type instanceof Y.XmlElement && schema.nodes[item.content.type.nodeName])) ||
    item.content.type._length === 0
  return new Y.UndoManager(fragment, {
    trackedOrigins: new Set<unknown>([ySyncPluginKey, ...origins]),
    deleteFilter: sparing,
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  })
}

/** The sentence around a place in a line, without the blanks around it. */
function sentenceAround(text: string, at: number): [number, number] {
  for (const { index, segment } of new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)) {
    if (at > index + segment.length || (at === index + segment.length && at < text.length)) continue
    const from = index + segment.length - segment.trimStart().length
    return [from, Math.max(from, index + segment.trimEnd().length)]
  }
  return [0, text.length]
}
