import { describe, expect, test } from 'vitest'
import { blocksOf } from '../../server/interop/markdown.ts'
import { markdownOf } from '../../server/interop/markdown-of.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { schema } from '../../shared/document/schema.ts'
import { everyBlock, everyOther } from '../kit/every-block.ts'

// The forms of docs/rules/interop.md as people write them by hand, and as exports do.

const source = { file: '', note: () => undefined, picture: () => ({ missing: true }) as const }
const read = (text: string) => blocksOf(text, source, 1)
/** A block as its kinds and words. */
const shape = ({ type, content, text, attrs }: Prose): unknown => {
  if (text !== undefined) return text
  const name = [type, attrs?.['kind'] ?? attrs?.['look'] ?? attrs?.['tone'] ?? attrs?.['accept']].filter(Boolean).join(' ')
  return content?.length ? { [name]: content.map(shape) } : name
}
const shapes = (text: string) => read(text).map(shape)
const written = (name: string) => markdownOf([{ ...everyBlock(), ...everyOther() }[name]!], () => undefined)

test.each<[string, string]>([
  ['checkList', '- [ ] pack the bag\n- [ ] lock the door'],
  ['maths', '$$\ne^{i\\pi} = -1\n$$'],
  ['inlineMaths', 'where $x^2$ grows'],
  ['button', '::: button <https://example.org/form>\nOpen the form\n:::'],
  ['columns', ':::: columns\n::: column\nto the left\n:::\n\n::: column\nto the right\n:::\n::::'],
  ['tabs', ':::: tabs\n::: part tabs one\ninside tabs one\n:::\n\n::: part tabs two\ninside tabs two\n:::\n::::'],
  ['cards', '::::: cards\n:::: card\n::: side\nWhat is this?\n:::\n\n::: side\nA bollard.\n:::\n::::\n:::::'],
  ['embed', '::: embed <https://video.example.org/watch?v=1&t=2> title="A \\"film\\" of it" caption="By the port"\n:::'],
  ['ordering', '```question ordering points=2\nWhich ordering?\n1. first\n1. second\n1. third\n```'],
  ['matching', '```question matching points=2\nWhich matching?\n- Germany =\\> now => Berlin\n- France => Paris\n- => London\n```'],
  ['fill', '```question fill points=2\nIt takes [[14 days | a fortnight]] and then [[ends]].\n```'],
  ['number', '```question number points=2 answer=-12.5 tolerance=0.5 unit="kg m"\nWhich number?\n> Weigh it.\n```'],
  ['open', '```question open points=2\nWhich open?\n> [!RUBRIC]\n> Names the law.\n```'],
])('[I11] %s is written in a form that people can read', (name, markdown) => expect(written(name)).toBe(markdown))

describe('[I13] forms as people write them elsewhere', () => {
  test.each<[string, string, unknown[]]>([
    [
      'a note of a documentation site',
      ':::tip Think\nTwice.\n:::',
      [{ 'callout tip': [{ paragraph: ['Think'] }, { paragraph: ['Twice.'] }] }],
    ],
    ['a formula on one line', '$$ a^2 $$', [{ mathsBlock: ['a^2'] }]],
    ['prices', 'From $5 to $6, or 5$ and 6$.', [{ paragraph: ['From $5 to $6, or 5$ and 6$.'] }]],
    ['a price and a formula', 'It costs $5, and $x_1$ grows.', [{ paragraph: ['It costs $5, and ', 'x_1', ' grows.'] }]],
    [
      'lines to tick, some of them ticked',
      '- [ ] open\n- [x] done',
      [{ bulletList: [{ listItem: [{ paragraph: ['☐ open'] }] }, { listItem: [{ paragraph: ['☑ done'] }] }] }],
    ],
    ['colons that name nothing', '::: whatever\nwords\n:::', [{ paragraph: ['::: whatever words :::'] }]],
    ['a sum that is never closed', '$$\na', [{ paragraph: ['$$ a'] }]],
    [
      'a question without its kind',
      '```question\nWhy?\n- [x] This\n- [ ] That\n```',
      [{ 'question single': [{ stem: ['Why?'] }, { choice: ['This'] }, { choice: ['That'] }] }],
    ],
    [
      'words between the parts of a box',
      ':::: columns\nloose\n\n::: column\nheld\n:::\n::::',
      [{ columns: [{ column: [{ paragraph: ['loose'] }] }, { column: [{ paragraph: ['held'] }] }] }],
    ],
    ['a part without its box', '::: part Title\nwords\n:::', [{ heading: ['Title'] }, { paragraph: ['words'] }]],
    [
      'a box that is never closed',
      '> ::: columns\n> words\n\nafter',
      [{ quote: [{ columns: [{ column: [{ paragraph: ['words'] }] }] }] }, { paragraph: ['after'] }],
    ],
  ])('%s', (_, markdown, expected) => expect(shapes(markdown)).toEqual(expected))
})

test('[I9] nothing unsafe comes in through a form', () => {
  const text =
    '::: button <javascript:alert(1)>\nGo\n:::\n\n::: embed <http://127.0.0.1/>\n:::\n\n[x](<#person="onclick>)\n\n::: embed <javascript:alert(1)>\n:::'
  expect(JSON.stringify(read(text).filter(({ type }) => type !== 'codeBlock'))).not.toMatch(/javascript:|127\.0\.0\.1|onclick/)
})

test.each<[string, string]>([
  ['boxes in boxes', '::: columns\n'.repeat(20_000)],
  ['boxes beside boxes', '::: columns\n:::\n'.repeat(20_000)],
  ['signs of money', '$$a\n$`'.repeat(20_000)],
  ['formulas that never end', '$$\n\n'.repeat(20_001)],
  ['gaps', `\`\`\`question fill\n${'[['.repeat(50_000)}\n\`\`\``],
])('[I7] %s without end are read at once, and every block of theirs is one that a lesson can hold', (_, text) => {
  const blocks = read(text)
  expect(blocks.length).toBeGreaterThan(0)
  for (const block of blocks.slice(0, 50)) schema.nodeFromJSON(block).check()
})
