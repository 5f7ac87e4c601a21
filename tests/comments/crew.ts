import { TextSelection } from 'prosemirror-state'
import { yUndoPluginKey } from 'y-prosemirror'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { highlightsOf } from '../../client/comments/highlights.ts'
import { LessonView } from '../../client/editor/lesson-view.ts'
import { highlightRanges, setHighlights } from '../../client/editor/plugins/highlights.ts'
import { bodyOf } from '../../shared/comment-typing.ts'
import { findAnchors, lookAtAnchors, type Move, moveAnchors, type Sightings } from '../../shared/document/healing.ts'
import { anchorsOf } from '../../shared/document/layout.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { restoreCourse } from '../../shared/document/restore.ts'
import { readThreads, startThread } from '../../shared/document/threads.ts'
import type { LessonId, ThreadId } from '../../shared/id.ts'
import { aCourse, ana, anchorOnWords, comment, lessonA, lessonB, replica, thread } from '../document/kit.ts'

// Several people at one course, each with the editor of the product, a server that heals, and the wires between them.
// Nothing here waits: whoever uses it says when a wire carries and when the server looks, so a seed replays all of it.

/** What went over a wire; `own` where the server did it for the person at its end. */
type Parcel = { update: Uint8Array; own: boolean }
const ownCommand = Symbol('own command')
const noPanel = () => true

/** One person with one lesson open at a time, as on the screen. */
export class Hand {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly inbox: Parcel[] = []
  readonly outbox: Uint8Array[] = []
  /** What was cut or copied, as HTML. */
  clipboard = ''
  lesson!: LessonView
  at!: LessonId
  private isStale = false

  constructor(server: Y.Doc, clientId: number) {
    this.doc = replica(server, clientId)
    this.awareness = new Awareness(this.doc)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'wire' && origin !== ownCommand && this.outbox.push(update))
    anchorsOf(this.doc).observe(() => (this.isStale = true))
    this.open(lessonA)
  }

  open(lesson: LessonId): void {
    this.lesson?.close()
    this.at = lesson
    this.lesson = openLesson(this.doc, lesson, this.awareness)
    this.show()
  }

  get view() {
    return this.lesson.view
  }
  get state() {
    return this.view.state
  }

  /** Does something, and then draws the anchors anew that it moved: on the screen that happens by itself. */
  act(deed: (hand: this) => void): void {
    deed(this)
    if (this.isStale) this.show()
  }

  hear(): boolean {
    const parcel = this.inbox.shift()
    if (parcel) this.act(() => Y.applyUpdate(this.doc, parcel.update, parcel.own ? ownCommand : 'wire'))
    return parcel !== undefined
  }

  /** What is done next is a step of its own to undo, as after a rest. */
  rest(): void {
    const plugin = yUndoPluginKey.getState(this.state) as { undoManager: Y.UndoManager }
    plugin.undoManager.stopCapturing()
  }

  select(from: number, to = from): void {
    this.view.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, from, to)))
  }

  press(key: string): void {
    const parts = key.split('+')
    const event = new KeyboardEvent('keydown', {
      key: parts.pop() ?? '',
      ctrlKey: parts.includes('Mod'),
      altKey: parts.includes('Alt'),
      shiftKey: parts.includes('Shift'),
    })
    this.view.someProp('handleKeyDown', (handle) => handle(this.view, event))
  }

  type(words: string): void {
    for (const letter of words) {
      const { from, to } = this.state.selection
      const plain = () => this.state.tr.insertText(letter, from, to)
      if (!this.view.someProp('handleTextInput', (handle) => handle(this.view, from, to, letter, plain))) this.view.dispatch(plain())
    }
  }

  copy(): void {
    this.clipboard = this.view.serializeForClipboard(this.state.selection.content()).dom.innerHTML
  }
  cut(): void {
    this.copy()
    this.view.dispatch(this.state.tr.deleteSelection().scrollIntoView().setMeta('uiEvent', 'cut'))
  }
  paste(): void {
    if (this.clipboard) this.view.pasteHTML(this.clipboard)
  }

  /** Each thread that is drawn in the open lesson, with its words. */
  drawn(): Map<string, string> {
    return drawnIn(this.lesson)
  }

  close(): void {
    this.lesson.close()
    this.awareness.destroy()
  }

  private show(): void {
    this.isStale = false
    setHighlights(this.view, highlightsOf(readThreads(this.doc)))
  }
}

const openLesson = (doc: Y.Doc, lesson: LessonId, awareness: Awareness) =>
  new LessonView(
    document.body.appendChild(document.createElement('div')),
    { doc, lesson, awareness },
    {
      editable: true,
      undoOrigins: [ownCommand],
      plugins: [],
      upload: () => Promise.reject(new Error('no upload here')),
      onActivate: () => undefined,
      onState: () => undefined,
      onOutgrown: () => undefined,
      asks: { comment: noPanel, link: noPanel, blockMenu: noPanel, toolbar: noPanel },
    },
  )

function drawnIn({ view }: LessonView): Map<string, string> {
  const words = ({ from, to }: { from: number; to: number }) => view.state.doc.textBetween(from, to, '|')
  return new Map([...highlightRanges(view.state)].map(([key, range]) => [key, words(range)]))
}

/** What somebody sees who opens both lessons of a document now: where each thread is drawn, and the shape of the text. */
export function seenBy(doc: Y.Doc): { drawn: Map<string, string>; shape: string[] } {
  const drawn = new Map<string, string>()
  const awareness = new Awareness(doc)
  const shape = [lessonA, lessonB].map((id) => {
    const lesson = openLesson(doc, id, awareness)
    setHighlights(lesson.view, highlightsOf(readThreads(doc)))
    for (const [key, words] of drawnIn(lesson)) drawn.set(key, words)
    const text = lesson.view.state.doc.toString()
    lesson.close()
    return text
  })
  awareness.destroy()
  return { drawn, shape }
}

/** `count` people at a course with these blocks in its first lesson, and a comment on each of the passages. */
export function aCrew({ count, a, b, passages }: { count: number; a: Prose[]; b: Prose[]; passages: readonly string[] }) {
  const { doc: server } = aCourse({ a, b })
  server.clientID = 1
  const threads = passages.map((words, i) => {
    const id = thread(`thread-${i}`)
    const anchor = anchorOnWords(server, words)
    startThread(server, { id, by: ana, at: i, on: 'text', anchor, commentId: comment(`comment-${i}`), body: bodyOf('Is this so?', []) })
    return id
  })
  const hands = Array.from({ length: count }, (_, i) => new Hand(server, 20 + i))
  /** For whom the server does something just now, or whose edit it takes. */
  let asker: Hand | undefined
  server.on('update', (update: Uint8Array, origin: unknown) => {
    for (const hand of hands) if (origin !== hand) hand.inbox.push({ update, own: origin === 'command' && hand === asker })
  })
  const seen: Sightings = new Map()
  lookAtAnchors(server, seen) // as the server does before it takes the first edit
  let moves: Move[] = []
  const command = (by: Hand | undefined, deed: () => void) => {
    asker = by
    server.transact(deed, 'command')
    asker = undefined
  }
  return {
    server,
    hands,
    threads: threads as readonly ThreadId[],
    /** The server takes the next edit of somebody. */
    deliver(hand: Hand): boolean {
      const update = hand.outbox.shift()
      if (update) Y.applyUpdate(server, update, hand)
      return update !== undefined
    },
    look(): boolean {
      moves = findAnchors(lookAtAnchors(server, seen), () => false).moves
      return moves.length > 0
    },
    write(): boolean {
      const due = moves.splice(0)
      if (due.length > 0) command(undefined, () => moveAnchors(server, due))
      return due.length > 0
    },
    /** A state of the course as it is kept for later, */
    keep: () => Y.encodeStateAsUpdate(server),
    /** and brought back for somebody. */
    restore(state: Uint8Array, by: Hand) {
      const past = new Y.Doc()
      Y.applyUpdate(past, state)
      command(by, () => restoreCourse(server, past, { by: ana, at: 1 }))
      past.destroy()
    },
    /** Everything arrives and is healed; false where that has no end. */
    settle(): boolean {
      for (let round = 0; round < 8; round++) {
        for (const hand of hands) while (this.deliver(hand));
        const isHealing = this.look()
        this.write()
        for (const hand of hands) while (hand.hear());
        if (!isHealing && hands.every((hand) => hand.outbox.length === 0)) return true
      }
      return false
    },
    close() {
      for (const hand of hands) hand.close()
      document.body.replaceChildren()
    },
  }
}
export type Crew = ReturnType<typeof aCrew>
