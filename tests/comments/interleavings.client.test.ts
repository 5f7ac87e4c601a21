import { baseKeymap } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import { EditorState, type Plugin, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { expect, test } from 'vitest'
import { initProseMirrorDoc, undo, ySyncPlugin, yUndoPlugin } from 'y-prosemirror'
import * as Y from 'yjs'
import { highlightsOf } from '../../client/comments/highlights.ts'
import { cleanPaste } from '../../client/editor/plugins/clean-paste.ts'
import { freshIds } from '../../client/editor/plugins/fresh-ids.ts'
import { highlightRanges, highlights, setHighlights } from '../../client/editor/plugins/highlights.ts'
import { faithfulWriting } from '../../client/editor/plugins/faithful-writing.ts'
import { bodyOf } from '../../shared/comment-typing.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { findAnchors, lookAtAnchors, type Move, moveAnchors, type Sightings } from '../../shared/document/healing.ts'
import { schema } from '../../shared/document/schema.ts'
import { readThreads, startThread } from '../../shared/document/threads.ts'
import type { LessonId } from '../../shared/id.ts'
import { aCourse, ana, anchorOnWords, comment, lessonA, lessonB, paragraph, replica, thread } from '../document/kit.ts'
import { standsOn } from './stands-on.ts'

// An author cuts and pastes as quickly as a hand can, while the server looks, heals and answers in between: at every
// moment at which it may. Nothing here waits; the order of what happens is drawn from a seed.

const sentence = 'The promise counts from delivery.'
const id = thread('thread-1')

/** As a generator of the kit, small enough to sit here: mulberry32. */
function chance(seed: number) {
  let state = seed >>> 0
  return (below: number) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** An author's editor with both lessons, the server's document, and the wires between them. */
function desk(words = sentence) {
  const { doc: server } = aCourse({
    a: [paragraph(`We promise little. ${sentence} We keep it.`), paragraph('The end.')],
    b: [paragraph('There are few.')],
  })
  server.clientID = 1
  startThread(server, {
    id,
    by: ana,
    at: 1,
    on: 'text',
    anchor: anchorOnWords(server, words),
    commentId: comment('comment-1'),
    body: bodyOf('Is this so?', []),
  })
  const doc = replica(server, 20)
  const [toServer, toAna]: Uint8Array[][] = [[], []]
  doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'wire' && toServer!.push(update))
  server.on('update', (update: Uint8Array, origin: unknown) => origin !== 'wire' && toAna!.push(update))
  const views = new Map<LessonId, EditorView>()
  const show = () => views.forEach((view) => setHighlights(view, highlightsOf(readThreads(doc))))
  for (const lesson of [lessonA, lessonB]) {
    const fragment = lessonFragment(doc, lesson)
    const { doc: start, mapping } = initProseMirrorDoc(fragment, schema)
    const plugins = [
      ySyncPlugin(fragment, { mapping }) as Plugin,
      faithfulWriting(),
      yUndoPlugin() as Plugin,
      highlights(
        { doc, lesson },
        () => true,
        () => {},
      ),
      freshIds(),
      cleanPaste(() => Promise.reject(new Error('no upload here'))),
      keymap(baseKeymap),
    ]
    views.set(
      lesson,
      new EditorView(document.body.appendChild(document.createElement('div')), { state: EditorState.create({ doc: start, plugins }) }),
    )
  }
  show()
  const seen: Sightings = new Map()
  lookAtAnchors(server, seen) // as the server does before it takes the first edit
  let moves: Move[] = []
  return {
    doc,
    server,
    a: views.get(lessonA)!,
    b: views.get(lessonB)!,
    clipboard: '',
    /** What the server and the wires may do next, each once. */
    deliver: () => toServer!.length > 0 && (Y.applyUpdate(server, toServer!.shift()!, 'wire'), true),
    look: () => ((moves = findAnchors(lookAtAnchors(server, seen), () => false).moves), true),
    write: () => moves.length > 0 && (server.transact(() => moveAnchors(server, moves.splice(0)), 'command'), true),
    hear: () => toAna!.length > 0 && (Y.applyUpdate(doc, toAna!.shift()!, 'wire'), show(), true),
    drawn() {
      for (const view of views.values()) {
        const range = highlightRanges(view.state).get(id)
        if (range) return view.state.doc.textBetween(range.from, range.to, '|')
      }
      return 'detached'
    },
    close: () => views.forEach((view) => view.destroy()),
  }
}
type Desk = ReturnType<typeof desk>

const find = (view: EditorView, what: string) => {
  let found = -1
  view.state.doc.descendants((node, pos) => {
    const at = node.isTextblock ? node.textContent.indexOf(what) : -1
    if (found < 0 && at >= 0) found = pos + 1 + at
  })
  return found
}
const select = (view: EditorView, from: number, to = from) =>
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)))
const mark = (what: string) => (_: Desk, view: EditorView) => select(view, find(view, what), find(view, what) + what.length)
const caret = (after: string) => (_: Desk, view: EditorView) => select(view, find(view, after) + after.length)
const cut = (at: Desk, view: EditorView) => {
  at.clipboard = view.serializeForClipboard(view.state.selection.content()).dom.innerHTML
  view.dispatch(view.state.tr.deleteSelection().setMeta('uiEvent', 'cut'))
}
const paste = (at: Desk, view: EditorView) => void view.pasteHTML(at.clipboard)
const press = (key: string) => (_: Desk, view: EditorView) =>
  void view.someProp('handleKeyDown', (handle) => handle(view, new KeyboardEvent('keydown', { key })))
const type = (words: string) => (_: Desk, view: EditorView) => view.dispatch(view.state.tr.insertText(words))
const back = (_: Desk, view: EditorView) => void undo(view.state)

type Act = [where: 'a' | 'b', act: (at: Desk, view: EditorView) => void]
const inA = (...acts: Act[1][]): Act[] => acts.map((act) => ['a', act])
const inB = (...acts: Act[1][]): Act[] => acts.map((act) => ['b', act])
const scripts: [name: string, acts: Act[]][] = [
  ['into another lesson, on a new line', [...inA(mark(sentence), cut), ...inB(caret('few.'), press('Enter'), paste)]],
  ['into another lesson, within a line', [...inA(mark(sentence), cut), ...inB(caret('There '), paste)]],
  ['to the end of another line', inA(mark(sentence), cut, caret('end.'), type(' '), paste)],
  ['onto a new line', inA(mark(sentence), cut, caret('end.'), press('Enter'), paste)],
  ['to where it stood', inA(mark(sentence), cut, paste)],
  ['to another place of its line', inA(mark(`${sentence} `), cut, caret('keep it.'), type(' '), paste)],
  [
    'twice',
    [
      ...inA(mark(sentence), cut),
      ...inB(caret('few.'), press('Enter'), paste, mark(sentence), cut),
      ...inA(caret('end.'), press('Enter'), paste),
    ],
  ],
  [
    'after it was deleted and brought back',
    [...inA(mark(sentence), cut, back, mark(sentence), cut), ...inB(caret('few.'), press('Enter'), paste)],
  ],
  [
    'and the typed letter before it too',
    [...inA(mark(sentence), cut), ...inB(caret('few.'), type(' '), type('S'), press('Enter'), paste, type(' Yes.'))],
  ],
  ['with its whole line', [...inA(mark(`We promise little. ${sentence} We keep it.`), cut), ...inB(caret('few.'), press('Enter'), paste)]],
  ['over a line that is selected', [...inA(mark(sentence), cut), ...inB(mark('There are few.'), paste)]],
]

test.each(scripts)('[C19] cut and pasted %s, whatever the server did between', (name, acts) => {
  for (let seed = 1; seed <= Number(process.env['SEEDS'] ?? 10); seed++) {
    const at = desk()
    const pick = chance(seed * 7919)
    const told: string[] = []
    const server = { deliver: at.deliver, look: at.look, write: at.write, hear: at.hear }
    const names = Object.keys(server) as (keyof typeof server)[]
    const some = () => {
      for (let i = pick(6); i > 0; i--) {
        const next = names[pick(names.length)]!
        if (server[next]()) told.push(next)
      }
    }
    for (const [where, act] of acts) {
      act(at, at[where])
      told.push(where)
      some()
    }
    for (let round = 0; round < 3; round++) {
      while (at.deliver());
      at.look()
      at.write()
      while (at.hear());
    }
    expect([at.drawn(), standsOn(at.server, id)], `${name}, seed ${seed}: ${told.join(' ')}`).toEqual([sentence, sentence])
    at.close()
  }
})
