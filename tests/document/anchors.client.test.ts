import * as commands from 'prosemirror-commands'
import { type Node as PMNode } from 'prosemirror-model'
import { EditorState, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { afterEach, describe, expect, test } from 'vitest'
import { redo, undo, ySyncPlugin, ySyncPluginKey, yUndoPlugin } from 'y-prosemirror'
import * as Y from 'yjs'
import { type Anchor, anchorAt, healAnchor, resolveAnchor } from '../../shared/document/anchors.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { fromY, LessonText, toY } from '../../shared/document/positions.ts'
import { schema } from '../../shared/document/schema.ts'
import type { LessonId } from '../../shared/id.ts'
import { aCourse, block, lessonA, lessonB, paragraph, replica, text } from './kit.ts'

// What authors do to a text all day, and where a comment on it must stand afterwards, on their device and on others.

const words = 'the shore power cable'
const sentence = `Fenders go out on both sides and ${words} comes in before midnight.`
const open: EditorView[] = []
afterEach(() => open.splice(0).forEach((view) => view.destroy()))

function editor(doc: Y.Doc, lesson: LessonId) {
  const view = new EditorView(document.body.appendChild(document.createElement('div')), {
    state: EditorState.create({ schema, plugins: [ySyncPlugin(lessonFragment(doc, lesson)), yUndoPlugin()] }),
  })
  open.push(view)
  return view
}

const find = (view: EditorView, what: string): number => {
  let found = -1
  view.state.doc.descendants((node, pos) => {
    if (found < 0 && node.isTextblock && node.textContent.includes(what)) found = pos + 1 + node.textContent.indexOf(what)
  })
  return found
}
const put = (view: EditorView, what: string) =>
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, find(view, what))))
const remove = (view: EditorView, from: number, to: number) => view.dispatch(view.state.tr.delete(from, to))
const nodeAround = (view: EditorView, what: string) => {
  const at = view.state.doc.resolve(find(view, what))
  return { pos: at.before(1), node: at.node(1) }
}

/** An author's device with both lessons open and one anchored passage, and somebody else's device looking on. */
function twoDevices() {
  const { doc } = aCourse({
    a: [
      paragraph('Before the storm, check every mooring line twice.'),
      paragraph(sentence),
      paragraph('After the storm, walk the pontoon and photograph the damage.'),
    ],
  })
  const remote = replica(doc, 20)
  doc.on('update', (update: Uint8Array) => Y.applyUpdate(remote, update))
  const views = { a: editor(doc, lessonA), b: editor(doc, lessonB) }
  const fragment = lessonFragment(doc, lessonA)
  let range: { from: number; to: number } | null = { from: find(views.a, words), to: find(views.a, words) + words.length }
  let anchor: Anchor = anchorAt(fragment, lessonA, range.from, range.to)
  // The editing client knows through ProseMirror where the words went, and writes a fresh anchor where the old one disagrees.
  views.a.setProps({
    dispatchTransaction(tr) {
      views.a.updateState(views.a.state.apply(tr))
      const remotely = (tr.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin
      if (!tr.docChanged || remotely || !range) return
      range = { from: tr.mapping.map(range.from, 1), to: tr.mapping.map(range.to, -1) }
      if (range.from >= range.to) range = null
      else {
        const seen = resolveAnchor(doc, anchor)
        if (seen?.from !== range.from || seen.to !== range.to) anchor = anchorAt(fragment, lessonA, range.from, range.to)
      }
    },
  })
  /** The words the anchor stands on, seen from the other device, healed as the server would. */
  const standsOn = (): string => {
    const healed = resolveAnchor(remote, anchor) ? anchor : healAnchor(remote, anchor)
    if (healed === null || healed === 'tie') return 'detached'
    const found = 'probably' in healed ? healed.anchor : healed
    const at = resolveAnchor(remote, found)
    const shown = found.lesson === lessonA ? views.a : views.b
    return at ? shown.state.doc.textBetween(at.from, at.to, '|') : 'detached'
  }
  return { ...views, doc, standsOn }
}

type Device = ReturnType<typeof twoDevices>
const everyday: [name: string, act: (device: Device) => void, expected: string][] = [
  ['nothing', () => {}, words],
  ['typing inside it', ({ a }) => a.dispatch(a.state.tr.insertText('dock ', find(a, 'power'))), 'the shore dock power cable'],
  [
    'typing right before and right after it',
    ({ a }) => (
      a.dispatch(a.state.tr.insertText('X', find(a, words))),
      a.dispatch(a.state.tr.insertText('Y', find(a, words) + words.length))
    ),
    words,
  ],
  [
    'making a part bold',
    ({ a }) => a.dispatch(a.state.tr.addMark(find(a, 'shore'), find(a, 'shore') + 5, schema.marks['strong']!.create())),
    words,
  ],
  ['deleting its first half', ({ a }) => remove(a, find(a, words), find(a, words) + 10), 'power cable'],
  ['deleting all of it', ({ a }) => remove(a, find(a, words), find(a, words) + words.length), 'detached'],
  [
    'deleting all of it and undoing that',
    ({ a }) => (a.dispatch(a.state.tr.insertText('', 1)), remove(a, find(a, words), find(a, words) + words.length), void undo(a.state)),
    words,
  ],
  ['retyping its sentence with one other word', ({ a }) => retypeSentence(a), 'the shore power c'],
  ['Enter before it', ({ a }) => (put(a, 'and the shore'), commands.splitBlock(a.state, a.dispatch)), words],
  ['Enter inside it', ({ a }) => (put(a, 'power cable'), commands.splitBlock(a.state, a.dispatch)), 'the shore |power cable'],
  ['Enter after it', ({ a }) => (put(a, 'comes in'), commands.splitBlock(a.state, a.dispatch)), words],
  ['Backspace that joins its block to the one above', ({ a }) => (put(a, 'Fenders'), commands.joinBackward(a.state, a.dispatch)), words],
  [
    'splitting and joining again',
    ({ a }) => (
      put(a, 'and the shore'),
      commands.splitBlock(a.state, a.dispatch),
      put(a, 'and the shore'),
      commands.joinBackward(a.state, a.dispatch)
    ),
    words,
  ],
  [
    'turning its paragraph into a heading',
    ({ a }) => (put(a, 'Fenders'), commands.setBlockType(schema.nodes['heading']!)(a.state, a.dispatch)),
    words,
  ],
  ['wrapping it in a quote', ({ a }) => (put(a, 'Fenders'), commands.wrapIn(schema.nodes['quote']!)(a.state, a.dispatch)), words],
  ['dragging its block to the top', ({ a }) => move(a, a), words],
  ['moving its block to another lesson', ({ a, b }) => move(a, b), words],
  ['copying its block', ({ a }) => a.dispatch(a.state.tr.insert(0, nodeAround(a, 'Fenders').node)), words],
  [
    'inserting a paragraph above',
    ({ a }) => a.dispatch(a.state.tr.insert(0, schema.nodes['paragraph']!.create(null, schema.text('new first')))),
    words,
  ],
  ['deleting its block', ({ a }) => removeBlock(a), 'detached'],
  ['deleting its block and undoing that', ({ a }) => (removeBlock(a), void undo(a.state)), words],
  ['deleting its block, undoing and redoing that', ({ a }) => (removeBlock(a), undo(a.state), void redo(a.state)), 'detached'],
  ['putting the whole lesson back from an old version', ({ a }) => restoreAll(a), words],
]

function retypeSentence(view: EditorView) {
  const at = view.state.doc.resolve(find(view, 'Fenders'))
  view.dispatch(view.state.tr.insertText(sentence.replace('cable', 'cord'), at.pos, at.pos + at.parent.content.size))
}
function removeBlock(view: EditorView) {
  const { pos, node } = nodeAround(view, 'Fenders')
  remove(view, pos, pos + node.nodeSize)
}
function move(from: EditorView, to: EditorView) {
  const { pos, node } = nodeAround(from, 'Fenders')
  if (from === to) return from.dispatch(from.state.tr.delete(pos, pos + node.nodeSize).insert(0, node))
  removeBlock(from)
  to.dispatch(to.state.tr.insert(0, node))
}
function restoreAll(view: EditorView) {
  const before = view.state.doc
  view.dispatch(view.state.tr.replaceWith(0, before.content.size, schema.nodes['paragraph']!.create()))
  view.dispatch(view.state.tr.replaceWith(0, view.state.doc.content.size, before.content))
}

describe('a comment stays on its words, for every reader, after', () => {
  test.each(everyday)('%s', (_, act, expected) => {
    const device = twoDevices()
    act(device)
    expect(device.standsOn()).toBe(expected)
  })
})

test('positions of Yjs and ProseMirror agree at every place of a rich lesson', () => {
  const content = [
    paragraph('Plain ', text('bold', 'strong'), { type: 'hardBreak' }, 'after the break'),
    block(
      'bulletList',
      { id: 'list-1' },
      block('listItem', { id: 'item-1' }, paragraph('one')),
      block('listItem', { id: 'item-2' }, paragraph('two')),
    ),
    { type: 'divider', attrs: { id: 'rule-1' } },
    { type: 'image', attrs: { id: 'image-1', src: 'https://example.org/a.png', alt: 'A' } },
    block(
      'question',
      { id: 'question-1', kind: 'single' },
      block('stem', { id: 'stem-1' }, 'Which?'),
      block('choice', { id: 'choice-1', correct: true }, 'this'),
      block('choice', { id: 'choice-2', correct: false }, 'that'),
    ),
    { type: 'paragraph', attrs: { id: 'empty-1' } },
    block(
      'table',
      { id: 'table-1' },
      block('tableRow', { id: 'row-1' }, block('tableCell', { id: 'cell-1', colspan: 1, rowspan: 1 }, paragraph('cell'))),
    ),
  ]
  const { doc } = aCourse({ a: content })
  const fragment = lessonFragment(doc, lessonA)
  const shown: PMNode = editor(doc, lessonA).state.doc
  for (let pos = 0; pos <= shown.content.size; pos++) expect(fromY(fragment, toY(fragment, pos))).toBe(pos)

  const lessonText = new LessonText(fragment)
  // An empty paragraph has no line in the plain text: there is nothing in it to stand on.
  expect(lessonText.text).toBe(shown.textBetween(0, shown.content.size, '\n').replace('\n\n', '\n'))
  shown.descendants((node, pos) => {
    if (node.isText) expect(lessonText.text.slice(lessonText.textAt(pos), lessonText.textAt(pos) + node.nodeSize)).toBe(node.text)
  })
})
