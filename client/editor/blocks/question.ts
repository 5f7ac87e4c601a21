import { Node } from 'prosemirror-model'
import { InputRule } from 'prosemirror-inputrules'
import { Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { kindOf, type QuestionKind } from '../../../shared/document/question.ts'
import { askBank } from '../bank.ts'
import { type Block, type Entry, type EntryName, run } from '../block.ts'
import { insertBlock } from '../commands.ts'
import { enclosing } from '../nodes.ts'
import { BlankView } from './question-blank.ts'
import { emptyQuestion, part } from './question-commands.ts'
import { backspace, enter, goTo, markOrBlank, sayWhy } from './question-keys.ts'
import { NotesView, PairView, WordsView } from './question-parts.ts'
import { AreaView, SpotImageView } from './question-spot.ts'
import { ChoiceView, QuestionView, StemView, writing } from './question-views.ts'
import { PoolView } from './pool.ts'

/** The line of the menu that adds a question of a kind; file and video answers have names of their own beside blocks. */
const entryOf: Record<QuestionKind, EntryName> = {
  single: 'single',
  multiple: 'multiple',
  trueFalse: 'trueFalse',
  ordering: 'ordering',
  matching: 'matching',
  fill: 'fill',
  number: 'number',
  hotspot: 'hotspot',
  poll: 'poll',
  open: 'open',
  file: 'fileAnswer',
  video: 'videoAnswer',
  wall: 'wall',
}

const entries: Entry[] = [
  ...Object.entries(entryOf).map(([kind, name]): Entry => ({
    name,
    group: 'question',
    run: insertBlock((type) => emptyQuestion(type.schema, kindOf(kind)), 'question'),
  })),
  {
    name: 'pool',
    group: 'question',
    run: insertBlock((type) => part(type.schema, 'pool', {}, [emptyQuestion(type.schema, 'single')]), 'pool'),
  },
]

/** Asks the screen for the bank of questions; it comes back with one, or not. */
entries.push({
  name: 'bank',
  group: 'question',
  run: (_state, dispatch, view) => {
    if (!dispatch || !view) return true
    askBank(view, {
      insert: (question) => {
        const node = Node.fromJSON(view.state.schema, question)
        run(
          view,
          insertBlock(() => node, 'question'),
        )
      },
    })
    return true
  },
})

/** Names the question that is being written: what it lacks is told when its author has left it. */
const beingWritten = () =>
  new Plugin({
    props: {
      decorations(state) {
        const around = enclosing(state.selection.$from, 'question')
        if (!around) return null
        return DecorationSet.create(state.doc, [Decoration.node(around.pos, around.pos + around.node.nodeSize, {}, { [writing]: true })])
      },
    },
  })

/** A question of any kind, written where it will be asked. */
export const question: Block = {
  entries,
  inputRules: () => [
    // `{Paris}` in a text to complete is a gap that accepts it.
    new InputRule(/\{([^{}]{1,200})\}$/, (state, match, start, end) => {
      const $start = state.doc.resolve(start)
      const around = enclosing($start, 'question')
      const isText = around && kindOf(around.node.attrs.kind) === 'fill' && $start.parent.type.name === 'stem'
      return isText ? state.tr.replaceWith(start, end, part(state.schema, 'blank', { accept: (match[1] ?? '').trim() })) : null
    }),
  ],
  keys: () => ({
    Enter: enter,
    Backspace: backspace,
    Tab: goTo(1),
    'Shift-Tab': goTo(-1),
    'Mod-.': markOrBlank,
    'Mod-Alt-.': sayWhy,
  }),
  plugins: () => [beingWritten()],
  views: (lent) => ({
    question: (node, view, getPos, decorations) => new QuestionView(node, view, getPos, decorations),
    stem: (node, view, getPos) => new StemView(node, view, getPos),
    choice: (node, view, getPos) => new ChoiceView(node, view, getPos),
    feedback: (node, view, getPos) => new WordsView(node, view, getPos, { name: 'feedback', label: 'editor.feedback' }),
    sortItem: (node, view, getPos) => new WordsView(node, view, getPos, { name: 'sortItem' }),
    pair: (node, view, getPos) => new PairView(node, view, getPos),
    prompt: (node, view, getPos) => new WordsView(node, view, getPos, { name: 'prompt', stays: true }),
    match: (node, view, getPos) => new WordsView(node, view, getPos, { name: 'match', stays: true }),
    hint: (node, view, getPos) => new WordsView(node, view, getPos, { name: 'hint', label: 'editor.hintLabel' }),
    explanation: (node, view, getPos) => new NotesView(node, view, getPos, 'explanation'),
    rubric: (node, view, getPos) => new NotesView(node, view, getPos, 'rubric'),
    blank: (node, view, getPos) => new BlankView(node, view, getPos),
    spotImage: (node, view, getPos) => new SpotImageView(node, view, getPos, lent),
    area: (node, view, getPos) => new AreaView(node, view, getPos),
    pool: (node, view, getPos) => new PoolView(node, view, getPos),
  }),
}
