import { Window } from 'happy-dom'
import { baseKeymap } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import { EditorState, type Plugin, TextSelection } from 'prosemirror-state'
import type { EditorView as View } from 'prosemirror-view'
import * as Y from 'yjs'
import { highlightsOf } from '../../client/comments/highlights.ts'
import { anchorAt } from '../../shared/document/anchors.ts'
import { bodyOf } from '../../shared/comment-typing.ts'
import { startThread } from '../../shared/comments.ts'
import { anchorsOf, lessonFragment, outlineOf } from '../../shared/document/layout.ts'
import { addLesson } from '../../shared/document/write.ts'
import { schema } from '../../shared/document/schema.ts'
import { readThreads } from '../../shared/document/threads.ts'
import { type CommentId, type CourseId, type LessonId, newDocumentId, newId, type NodeId, type ThreadId } from '../../shared/id.ts'
import type { Person } from '../../shared/people.ts'
import type { aCourseWithPeople } from '../collaboration/kit.ts'
import { standsOn } from './stands-on.ts'
import { firstLesson, ourClient, pause, until } from '../collaboration/kit.ts'

// Two authors with real editors on a real server: as much of a browser as an editor needs is lent to Node.

const page = new Window()
const lent = [
  'document',
  'window',
  'Node',
  'Element',
  'HTMLElement',
  'DOMParser',
  'MutationObserver',
  'KeyboardEvent',
  'getSelection',
  'getComputedStyle',
  'navigator',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'customElements',
  'Text',
  'HTMLAnchorElement',
  'HTMLImageElement',
  'Range',
] as const
for (const name of lent)
  if (!(name in globalThis) || name === 'navigator')
    Object.defineProperty(globalThis, name, { value: page[name as never], configurable: true, writable: true })
// Only now: editors look for a browser when they are loaded.
const { EditorView } = await import('prosemirror-view')
const { initProseMirrorDoc, ySyncPlugin, yUndoPlugin } = await import('y-prosemirror')
const { freshIds } = await import('../../client/editor/plugins/fresh-ids.ts')
const { highlightRanges, highlights, setHighlights } = await import('../../client/editor/plugins/highlights.ts')
const { faithfulWriting } = await import('../../client/editor/plugins/faithful-writing.ts')

export const words = 'the shore power cable'
export const sentence = `Fenders go out on both sides and ${words} comes in before midnight.`
export const texts = [
  'Before the storm, check every mooring line twice.',
  sentence,
  'After the storm, walk the pontoon and photograph the damage.',
]

type World = Awaited<ReturnType<typeof aCourseWithPeople>>

/** Somebody at the course with both of its lessons open, and the threads drawn in them as on the screen. */
export async function atTheCourse(world: World, course: CourseId, person: Person) {
  const client = await ourClient({ ...world, course }, person)
  await until(() => client.draft.ready() && outlineOf(client.draft.doc).size > 0)
  const { doc } = client.draft
  const views = new Set<View>()
  let writes = 0
  const show = () => {
    const list = highlightsOf(readThreads(doc))
    for (const view of views) setHighlights(view, list)
  }
  anchorsOf(doc).observe(() => {
    writes++
    queueMicrotask(show)
  })
  return {
    ...client,
    doc,
    /** How often anchors were written so far, by whomever. */
    anchorWrites: () => writes,
    open(lesson: LessonId) {
      const fragment = lessonFragment(doc, lesson)
      const { doc: start, mapping } = initProseMirrorDoc(fragment, schema)
      const bound = [ySyncPlugin(fragment, { mapping }), faithfulWriting(), yUndoPlugin()] as Plugin[]
      const plugins = [
        ...bound,
        highlights(
          { doc, lesson },
          () => true,
          () => {},
        ),
        freshIds(),
        keymap(baseKeymap),
      ]
      const view = new EditorView(document.body.appendChild(document.createElement('div')), {
        state: EditorState.create({ doc: start, plugins }),
      })
      views.add(view)
      show()
      return new Hand(view)
    },
    /** The words a thread is drawn on, and in which of the open lessons. */
    drawn(thread: ThreadId): string {
      for (const view of views) {
        const range = highlightRanges(view.state).get(thread)
        if (range) return view.state.doc.textBetween(range.from, range.to, '|')
      }
      return 'detached'
    },
    /** The same, as somebody sees it who loads the page now. */
    stored: (thread: ThreadId) => world.server.services.collaboration.read(course, (now) => standsOn(now, thread)),
    close() {
      for (const view of views) view.destroy()
      client.close()
    },
  }
}

/** What an author's hand does in an open lesson. */
export class Hand {
  readonly view: View
  constructor(view: View) {
    this.view = view
  }
  get state() {
    return this.view.state
  }
  find(what: string): number {
    let found = -1
    this.state.doc.descendants((node, pos) => {
      const at = node.isTextblock ? node.textContent.indexOf(what) : -1
      if (found < 0 && at >= 0) found = pos + 1 + at
    })
    return found
  }
  put(what: string) {
    this.view.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, this.find(what))))
  }
  press(key: string) {
    const parts = key.split('+')
    const event = new KeyboardEvent('keydown', {
      key: parts.pop() ?? '',
      ctrlKey: parts.includes('Mod'),
      altKey: parts.includes('Alt'),
      shiftKey: parts.includes('Shift'),
    })
    this.view.someProp('handleKeyDown', (handle) => handle(this.view, event))
  }
  type(what: string, at: number) {
    for (let i = 0; i < what.length; i++) this.view.dispatch(this.state.tr.insertText(what.charAt(i), at + i))
  }
  remove(what: string) {
    const at = this.find(what)
    this.view.dispatch(this.state.tr.delete(at, at + what.length))
  }
  /** The block at the top that holds some words. */
  block(what: string) {
    const at = this.state.doc.resolve(this.find(what))
    return { pos: at.before(1), node: at.node(1) }
  }
  removeBlock(what: string) {
    const { pos, node } = this.block(what)
    this.view.dispatch(this.state.tr.delete(pos, pos + node.nodeSize))
    return node
  }
}

/** A course of its own with the words in its first lesson and another lesson beside it; Ana and Ben have it open. */
export async function aCommentedCourse(world: World, paragraphs: readonly string[] = texts, on = words) {
  const member = { ...world.ana, email: 'ana@demo.test' }
  const course = (await world.server.services.courses.create(member, { groupId: world.group.id, title: 'Harbour' })).id
  const other = newDocumentId<NodeId>()
  await world.server.services.collaboration.command(course, { by: world.ana.id, name: 'test' }, (doc) => {
    addLesson(doc, { id: other, parent: null, title: 'Another', content: [paragraph('Something else stands here.')] })
    const fragment = lessonFragment(doc, firstLesson(doc))
    fragment.delete(0, fragment.length)
    fragment.insert(0, paragraphs.map(element))
  })
  const [ana, ben] = await Promise.all([atTheCourse(world, course, world.ana), atTheCourse(world, course, world.ben)])
  const lessonA = firstLesson(ana.doc)
  const lessonB = other as string as LessonId
  const hands = { a: ana.open(lessonA), b: ana.open(lessonB) }
  const bens = { a: ben.open(lessonA), b: ben.open(lessonB) }
  const begin = async (passage: string) => {
    const threadId = newId<ThreadId>()
    const at = hands.a.find(passage)
    const anchor = anchorAt(lessonFragment(ana.doc, lessonA), lessonA, at, at + passage.length)
    await ana.asker.ask(startThread, {
      courseId: course,
      threadId,
      commentId: newId<CommentId>(),
      place: { on: 'text', anchor },
      body: bodyOf('Is this so?', []),
    })
    await until(() => ana.drawn(threadId) === passage && ben.drawn(threadId) === passage)
    return threadId
  }
  const thread = await begin(on)
  return { course, ana, ben, lessonA, lessonB, thread, begin, ...hands, bens, close: () => (ana.close(), ben.close()) }
}
export type Commented = Awaited<ReturnType<typeof aCommentedCourse>>

const paragraph = (text: string) => ({ type: 'paragraph', attrs: { id: newDocumentId() }, content: [{ type: 'text', text }] })
function element(text: string) {
  const made = new Y.XmlElement('paragraph')
  made.setAttribute('id', newDocumentId())
  made.insert(0, [new Y.XmlText(text)])
  return made
}

/** Long enough for the server to have looked twice. */
export const twoLooks = () => pause(2600)
