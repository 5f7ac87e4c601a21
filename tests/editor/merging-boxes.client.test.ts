import fc from 'fast-check'
import { CellSelection } from 'prosemirror-tables'
import { beforeAll, expect, test } from 'vitest'
import { deleteBlock, duplicateBlock, moveBlock } from '../../client/editor/block-commands.ts'
import { removePartAt } from '../../client/editor/blocks/boxes.ts'
import { addNote, addRepeated, setCorrect, setKind } from '../../client/editor/blocks/question-commands.ts'
import { addColumn, addRow, deleteColumn, mergeCells, resizeColumn, splitCell } from '../../client/editor/blocks/table-changes.ts'
import { cellAt } from '../../client/editor/blocks/table-commands.ts'
import { toggle, turnIntoList, turnIntoText, turnIntoWrapper } from '../../client/editor/commands.ts'
import { entries } from '../../client/editor/registry.ts'
import { wholeText } from '../../client/platform/text.ts'
import { type QuestionKind, questionKinds } from '../../shared/document/question.ts'
import { panelLooks } from '../../shared/document/schema/boxes.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { everyBlock, everyOther } from '../kit/every-block.ts'
import { type Author, author, lesson, meet } from './kit.ts'

// Two to four editors at a lesson with some of all blocks and questions: they split, join, wrap, lift, move, undo and paste, together
// and apart, and must come out with one text. A failure prints its seed: FUZZ_SEED plays it again.

beforeAll(wholeText)

const names = ['columns', 'accordion', 'tabs', 'cards', 'button', 'mathsBlock', 'maths', 'checkList', 'table', 'divider']
const fromMenu = entries.filter(({ name }) => names.includes(name)).map(({ run }) => run)
const commands = [
  ...fromMenu,
  turnIntoText('heading', { level: 2 }),
  turnIntoText('paragraph'),
  turnIntoList('checkList'),
  turnIntoList('bulletList'),
  turnIntoWrapper('quote'),
  turnIntoWrapper('callout'),
  moveBlock(1),
  moveBlock(-1),
  duplicateBlock,
  deleteBlock,
  toggle('maths'),
  removePartAt('panel'),
  removePartAt('column'),
  removePartAt('card'),
  addRow(1),
  addColumn(1),
  deleteColumn,
  mergeCells,
  splitCell,
  resizeColumn(40, () => 100),
]
const words = ['alpha', 'x ', '$x^2$', '[] ', '- ', '> ', '$$ ', 'and so on. ']
const keys = ['Enter', 'Enter', 'Backspace', 'Delete', 'Tab', 'Shift+Tab', 'Mod+z', 'Mod+z', 'Mod+y', 'Mod+Enter', 'ArrowRight']
const pastes = [
  '<p>pasted</p>',
  '<ul><li>one</li><li>two</li></ul>',
  '<details><summary>more</summary><p>inside</p></details>',
  '<div data-column><p>col</p></div>',
]

const deed = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('type' as const), at: fc.nat(10_000), what: fc.constantFrom(...words) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('press' as const), at: fc.nat(10_000), what: fc.constantFrom(...keys) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('command' as const), at: fc.nat(10_000), what: fc.nat(commands.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('look' as const), at: fc.nat(10_000), what: fc.constantFrom(...panelLooks) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ask' as const), at: fc.nat(10_000), what: fc.constantFrom(...questionKinds) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cells' as const), at: fc.nat(10_000), what: fc.nat(10_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cut' as const), at: fc.nat(10_000), what: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('paste' as const), at: fc.nat(10_000), what: fc.constantFrom(...pastes) }) },
)
type Deed = typeof deed extends fc.Arbitrary<infer One> ? One : never
const step = fc.oneof({ weight: 5, arbitrary: fc.tuple(fc.nat(3), deed) }, { weight: 1, arbitrary: fc.constant('meet' as const) })

/** Every place where a caret can stand. */
function spots(who: Author): number[] {
  const found: number[] = []
  who.state.doc.descendants((node, pos) => {
    if (node.isTextblock) for (let i = 0; i <= node.content.size; i++) found.push(pos + 1 + i)
  })
  return found
}

function act(who: Author, deed: Deed) {
  const all = spots(who)
  const from = all[deed.at % all.length]
  if (from === undefined) return
  who.caretAt(from)
  const { state, view } = who
  switch (deed.do) {
    case 'type':
      return who.type(deed.what)
    case 'press':
      return void who.press(deed.what)
    case 'command':
      return void commands[deed.what]?.(state, view.dispatch, view)
    case 'paste':
      return void view.pasteHTML(deed.what)
    case 'cut': {
      const to = all[Math.min(all.indexOf(from) + deed.what, all.length - 1)] ?? from
      who.caretAt(Math.min(from, to), Math.max(from, to))
      return who.do((tr) => tr.deleteSelection())
    }
    case 'look':
      return state.doc.descendants((node, pos) => {
        if (node.type.name === 'panels') view.dispatch(view.state.tr.setNodeAttribute(pos, 'look', deed.what))
      })
    case 'ask':
      return ask(who, deed.at, deed.what)
    case 'cells': {
      const here = all.flatMap((pos) => cellAt(state.doc.resolve(pos)) ?? [])
      const [a, b] = [here[deed.at % here.length], here[deed.what % here.length]]
      if (!a || !b || a.pos !== b.pos) return
      who.do((tr) => tr.setSelection(CellSelection.create(tr.doc, a.cell.cell.pos, b.cell.cell.pos)))
      return void mergeCells(who.state, who.view.dispatch)
    }
  }
}

/** Changes one of the questions there are: another kind, one more answer, another right one, a hint, its points. */
function ask(who: Author, at: number, kind: QuestionKind) {
  const found: { question: number; choices: number[] }[] = []
  who.state.doc.descendants((node, pos) => {
    if (node.type.name !== 'question') return
    const choices: number[] = []
    node.forEach((part, offset) => part.type.name === 'choice' && choices.push(pos + 1 + offset))
    found.push({ question: pos, choices })
  })
  const its = found[at % found.length]
  if (!its) return
  const change = at % 5
  if (change === 0) setKind(its.question, kind)(who.state, who.view.dispatch)
  else if (change === 1) addRepeated(its.question)(who.state, who.view.dispatch)
  else if (change === 2) addNote('hint')(its.question)(who.state, who.view.dispatch)
  else if (change === 3) who.do((tr) => tr.setNodeAttribute(its.question, 'points', at % 7))
  else if (its.choices.length > 0) setCorrect(its.choices[at % its.choices.length]!, at % 2 === 0)(who.state, who.view.dispatch)
}

const blocks = () => ({ ...everyBlock(), ...everyOther() })
const kinds = Object.keys(blocks())

test('[K3] editors that do anything to any block, together and apart, end with one and the same lesson', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 4 }),
      fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 2, maxLength: 4 }),
      fc.array(step, { minLength: 4, maxLength: 25 }),
      (count, held, steps) => {
        const ana = author(1)
          .holds(...held.map((name) => blocks()[name]!))
          .open()
        const people = [ana, ...Array.from({ length: count - 1 }, (_, at) => author(at + 2, ana).open())]
        for (const each of steps) {
          if (each === 'meet') meet(...people)
          else act(people[each[0] % count]!, each[1])
        }
        meet(...people)
        meet(...people)
        // A bold line break is none to Yjs, nor to anybody's eye.
        const seen = (who: Author) => who.shape.replaceAll(/\w+\(hardBreak\)/g, 'hardBreak')
        for (const other of people.slice(1)) {
          expect(readLesson(other.doc, lesson)).toEqual(readLesson(ana.doc, lesson))
          expect(seen(other)).toBe(seen(ana))
        }
        for (const one of people) one.close()
      },
    ),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 20), ...(process.env.FUZZ_SEED && { seed: Number(process.env.FUZZ_SEED) }) },
  )
}, 120_000)
