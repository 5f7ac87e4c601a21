import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { afterEach } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { LessonView } from '../../client/editor/lesson-view.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { textOf, type Prose } from '../../shared/document/prose.ts'
import { appendProse } from '../../shared/document/write.ts'
import { readLesson } from '../../shared/document/walker.ts'
import type { LessonId } from '../../shared/id.ts'

export const lesson = 'lesson000001' as LessonId

/** A block with an id of its own; what it holds is text or more blocks. */
export function block(type: string, inside: string | Prose[] = '', attrs: Record<string, unknown> = {}): Prose {
  const content = typeof inside === 'string' ? (inside ? [{ type: 'text', text: inside }] : []) : inside
  return { type, attrs: { id: `${type}-${++made}`, ...attrs }, content }
}
let made = 0

/** One person at an open lesson, without a server. */
export class Author {
  readonly doc = new Y.Doc()
  readonly awareness = new Awareness(this.doc)
  readonly activated: string[] = []
  outgrown = 0
  lesson: LessonView | undefined

  constructor(clientId: number, from?: Author) {
    this.doc.clientID = clientId
    if (from) Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(from.doc))
  }

  open({ undoOrigins = [], editable = true }: { undoOrigins?: unknown[]; editable?: boolean } = {}): this {
    this.lesson = new LessonView(document.body.appendChild(document.createElement('div')), this.place, {
      editable,
      undoOrigins,
      plugins: [],
      upload: () => Promise.reject(new Error('no upload here')),
      onActivate: (key) => this.activated.push(key),
      onState: () => undefined,
      onOutgrown: () => this.outgrown++,
      asks: { comment: () => true, link: () => true, blockMenu: () => true, toolbar: () => true },
    })
    return this
  }

  get place() {
    return { doc: this.doc, lesson, awareness: this.awareness }
  }
  get view() {
    if (!this.lesson) throw new Error('open the lesson first')
    return this.lesson.view
  }
  get state(): EditorState {
    return this.view.state
  }

  /** Puts blocks into the lesson before it is opened. */
  holds(...content: Prose[]): this {
    appendProse(lessonFragment(this.doc, lesson), content)
    return this
  }

  do(change: (tr: Transaction) => Transaction): void {
    this.view.dispatch(change(this.state.tr))
  }

  caretAt(from: number, to = from): void {
    this.do((tr) => tr.setSelection(TextSelection.create(tr.doc, from, to)))
  }

  /** Types as a person does: key by key, so that input rules and the menu hear it. */
  type(text: string): void {
    for (const letter of text) {
      const { from, to } = this.state.selection
      const deflt = () => this.state.tr.insertText(letter, from, to)
      if (!this.view.someProp('handleTextInput', (handle) => handle(this.view, from, to, letter, deflt))) this.view.dispatch(deflt())
    }
  }

  press(key: string): boolean {
    const parts = key.split('+')
    const name = parts.pop() ?? ''
    const event = new KeyboardEvent('keydown', {
      key: name,
      ctrlKey: parts.includes('Mod') || parts.includes('Ctrl'),
      altKey: parts.includes('Alt'),
      shiftKey: parts.includes('Shift'),
    })
    return this.view.someProp('handleKeyDown', (handle) => handle(this.view, event)) ?? false
  }

  /** Where `words` begin in the lesson, as a position. */
  find(words: string): number {
    let found = -1
    this.state.doc.descendants((node, pos) => {
      const at = node.isTextblock ? node.textContent.indexOf(words) : -1
      if (found < 0 && at >= 0) found = pos + 1 + at
    })
    return found
  }

  /** The lesson as its nodes and words: `doc(paragraph("…"))`. */
  get shape(): string {
    return this.state.doc.toString()
  }
  get words(): string {
    return textOf(readLesson(this.doc, lesson))
  }
  get ids(): string[] {
    const ids: string[] = []
    this.state.doc.descendants((node) => {
      if ('id' in node.attrs) ids.push(String(node.attrs.id))
    })
    return ids
  }

  close(): void {
    this.lesson?.close()
  }
}

const authors: Author[] = []
/** An author for one test, closed after it; with `from`, one who begins with what that one has. */
export function author(clientId: number, from?: Author): Author {
  const made = new Author(clientId, from)
  authors.push(made)
  return made
}
afterEach(() => {
  for (const one of authors.splice(0)) one.close()
})

/** Everyone has everything that anyone has. */
export function meet(...authors: Author[]): void {
  for (const one of authors)
    for (const other of authors)
      if (one !== other) Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(one.doc, Y.encodeStateVector(other.doc)), 'remote')
}
