import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deleteBlock, duplicateBlock, moveBlock, selectBlocks, stepBlocks } from '../../client/editor/block-commands.ts'
import { addRepeated, setCorrect } from '../../client/editor/blocks/question-commands.ts'
import { addColumn, deleteColumn, deleteRow, addRow } from '../../client/editor/blocks/table-changes.ts'
import { toggle, turnIntoList, turnIntoText, turnIntoWrapper } from '../../client/editor/commands.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { type Author, author, block, lesson, meet } from './kit.ts'

// Two editors at one lesson do what people do, sometimes apart from each other, and must come out with one text.

const words = ['alpha', 'beta ', 'x', 'and so on. ', '# ', '- ', '> ', '**b**', '---']
const commands = [
  turnIntoText('heading', { level: 2 }),
  turnIntoText('paragraph'),
  turnIntoText('codeBlock'),
  turnIntoList('bulletList'),
  turnIntoWrapper('quote'),
  turnIntoWrapper('callout'),
  moveBlock(1),
  moveBlock(-1),
  duplicateBlock,
  deleteBlock,
  selectBlocks,
  stepBlocks(1, true),
  stepBlocks(-1, true),
  toggle('strong'),
  addRow(1),
  addColumn(1),
  deleteRow,
  deleteColumn,
]
const keys = ['Enter', 'Backspace', 'Delete', 'Tab', 'Shift+Tab', 'Mod+z', 'Mod+y', 'Mod+Enter', 'Shift+Enter', 'Mod+.']

const deed = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('type' as const), at: fc.nat(10_000), words: fc.constantFrom(...words) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('press' as const), at: fc.nat(10_000), key: fc.constantFrom(...keys) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('command' as const), at: fc.nat(10_000), to: fc.nat(40), which: fc.nat(commands.length - 1) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('question' as const), at: fc.nat(10_000) }) },
)
const step = fc.oneof({ weight: 6, arbitrary: fc.tuple(fc.nat(1), deed) }, { weight: 2, arbitrary: fc.constant('meet' as const) })

function place(who: Author, at: number, length = 0) {
  const spots: number[] = []
  who.state.doc.descendants((node, pos) => {
    if (node.isTextblock) for (let i = 0; i <= node.content.size; i++) spots.push(pos + 1 + i)
  })
  const from = spots[at % spots.length]
  if (from === undefined) return
  who.caretAt(from, Math.min(from + length, who.state.doc.resolve(from).end()))
}

function act(who: Author, what: typeof deed extends fc.Arbitrary<infer Deed> ? Deed : never) {
  place(who, what.at, what.do === 'command' ? what.to : 0)
  if (what.do === 'type') who.type(what.words)
  else if (what.do === 'press') who.press(what.key)
  else if (what.do === 'command') commands[what.which]?.(who.state, who.view.dispatch, who.view)
  else answer(who)
}

/** Adds a choice to the first question there is, and marks another right. */
function answer(who: Author) {
  let pos = -1
  who.state.doc.forEach((node, offset) => {
    if (pos < 0 && node.type.name === 'question') pos = offset
  })
  if (pos < 0) return
  addRepeated(pos)(who.state, who.view.dispatch)
  setCorrect(pos + 1 + (who.state.doc.nodeAt(pos)?.firstChild?.nodeSize ?? 0), true)(who.state, who.view.dispatch)
}

const start = () => [
  block('paragraph', 'The first words of a lesson.'),
  block('bulletList', [block('listItem', [block('paragraph', 'one')]), block('listItem', [block('paragraph', 'two')])]),
  block(
    'table',
    [0, 1].map(() =>
      block(
        'tableRow',
        ['a', 'b'].map((cell) => block('tableCell', [block('paragraph', cell)])),
      ),
    ),
  ),
  block('question', [block('stem', 'Why?'), block('choice', 'Because'), block('choice', 'So')], { kind: 'single' }),
]

test('two editors that do anything the editor can, together and apart, end with one and the same lesson', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 30 }), (steps) => {
      const ana = author(1)
        .holds(...start())
        .open()
      const ben = author(2, ana).open()
      for (const each of steps) {
        if (each === 'meet') meet(ana, ben)
        else act(each[0] === 0 ? ana : ben, each[1])
      }
      meet(ana, ben)
      meet(ana, ben)
      expect(readLesson(ben.doc, lesson)).toEqual(readLesson(ana.doc, lesson))
      // What is on the screen is what is in the document. A bold line break is none to Yjs, nor to anybody's eye.
      const seen = (who: Author) => who.shape.replaceAll('strong(hardBreak)', 'hardBreak')
      expect(seen(ben)).toBe(seen(ana))
      ana.close()
      ben.close()
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 60), ...(process.env.FUZZ_SEED && { seed: Number(process.env.FUZZ_SEED) }) },
  )
}, 120_000)
