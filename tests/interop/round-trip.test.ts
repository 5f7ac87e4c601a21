import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksOf } from '../../server/interop/markdown.ts'
import { markdownOf, sameText } from '../../server/interop/markdown-of.ts'
import type { Prose, ProseMark } from '../../shared/document/prose.ts'
import { nodeSpecs, schema } from '../../shared/document/schema.ts'
import { block, text } from '../document/kit.ts'

const file = 'a'.repeat(64)
const pathOf = (id: string) => (id === file ? '../files/a-bird-ä.png' : undefined)
const source = {
  file: '',
  note: () => undefined,
  picture: (address: string, alt: string) =>
    decodeURIComponent(address) === '../files/a-bird-ä.png'
      ? { image: { type: 'image', attrs: { file, src: `/api/courses/c/files/${file}`, alt } } }
      : ({ missing: true } as const),
}
const write = (...blocks: Prose[]) => markdownOf(blocks, pathOf)
const again = (...blocks: Prose[]): Prose => ({ type: 'doc', content: blocksOf(write(...blocks), source, 1) })
const same = (...blocks: Prose[]) => sameText(again(...blocks), { type: 'doc', content: blocks })
const p = (...content: (string | Prose)[]) => block('paragraph', {}, ...content)
const link = (words: string, href: string): Prose => ({ type: 'text', text: words, marks: [{ type: 'link', attrs: { href } }] })
const picture = { type: 'image', attrs: { file, src: `/api/courses/c/files/${file}`, alt: 'A [bird]', caption: 'It "sings"' } }
const question = (attrs: object, ...content: Prose[]): Prose => ({
  type: 'question',
  attrs: { kind: 'single', points: 1, shuffle: true, ...attrs },
  content,
})
const li = (...content: Prose[]) => block('listItem', {}, ...content)
const empty: Prose = { type: 'paragraph' }

describe('[I10] what is exported reads back the same, in the form people know', () => {
  test.each<[string, string, Prose[]]>([
    [
      'words',
      'Plain **bold** *soft* ~~gone~~ `code` <u>under</u>',
      [
        p(
          'Plain ',
          text('bold', 'strong'),
          ' ',
          text('soft', 'em'),
          ' ',
          text('gone', 'strike'),
          ' ',
          text('code', 'code'),
          ' ',
          text('under', 'underline'),
        ),
      ],
    ],
    [
      'signs that mean nothing',
      '1\\. \\*not\\* \\[this\\] &amp;amp; https&#58;&#47;&#47;a.example',
      [p('1. *not* [this] &amp; https://a.example')],
    ],
    [
      'headings with marks',
      '## One **two**\n\n#### Deep',
      [block('heading', { level: 1 }, 'One ', text('two', 'strong')), block('heading', { level: 3 }, 'Deep')],
    ],
    ['a bold word with a space at its end', '<strong>bold </strong>word', [p(text('bold ', 'strong'), 'word')]],
    ['links', '[a \\[place\\]](<https://a.example/(b)>)', [p(link('a [place]', 'https://a.example/(b)'))]],
    ['an empty paragraph', '<br>', [empty]],
    [
      'lists in lists',
      '- One\n\n  1. Inner\n-',
      [block('bulletList', {}, li(p('One'), block('orderedList', {}, li(p('Inner')))), li(empty))],
    ],
    ['two lists on end', '- A\n\n<!-- -->\n\n- B', [block('bulletList', {}, li(p('A'))), block('bulletList', {}, li(p('B')))]],
    ['a callout', '> [!CAUTION]\n>\n> Hot.', [block('callout', { tone: 'danger' }, p('Hot.'))]],
    ['advice to authors', '> [!GUIDE]\n>\n> Say why.', [block('guide', {}, p('Say why.'))]],
    ['a quote', '> So be it.\n>\n> - Ana', [block('quote', {}, p('So be it.'), block('bulletList', {}, li(p('Ana'))))]],
    ['code with a fence in it', '````js\n```\n````', [block('codeBlock', { language: 'js' }, '```')]],
    ['a picture', '![A \\[bird\\]](../files/a-bird-ä.png "It \\"sings\\"")', []],
    [
      'a table',
      '| A \\| B | C |\n| --- | --- |\n| 1<br>2 | **3** |',
      [
        block(
          'table',
          {},
          block('tableRow', {}, block('tableHeader', {}, p('A | B')), block('tableHeader', {}, p('C'))),
          block('tableRow', {}, block('tableCell', {}, p('1', { type: 'hardBreak' }, '2')), block('tableCell', {}, p(text('3', 'strong')))),
        ),
      ],
    ],
    [
      'a question',
      '```question multiple points=2 ordered\nWhich *two*?\n- [x] This\n- [ ] That\n> Because.\n```',
      [
        question(
          { kind: 'multiple', points: 2, shuffle: false },
          block('stem', {}, 'Which ', text('two', 'em'), '?'),
          block('choice', { correct: true }, 'This'),
          block('choice', { correct: false }, 'That'),
          block('explanation', {}, p('Because.')),
        ),
      ],
    ],
  ])('%s', (_, markdown, blocks) => {
    if (blocks.length === 0) return expect(same(picture)).toBe(true)
    expect(write(...blocks)).toBe(markdown)
    expect(same(...blocks)).toBe(true)
    return undefined
  })

  test('a picture is an address and words', () => expect(write(picture)).toMatch(/^!\[A \\\[bird\\\]\]\(/))
})

describe('[I11] what Markdown has no form for is written as JSON and not lost', () => {
  test.each<[string, Prose]>([
    ['a film', block('video', { title: 'Mooring' }, block('chapter', { at: 4 }, 'The bow'))],
    ['a part that begins without a title', block('panels', { look: 'tabs' }, block('panel', {}, p('Bare')))],
    ['a question of a bank', question({ bank: 'bank-1', bankVersion: 2 }, block('stem', {}, 'Why?'), block('choice', {}, 'So'))],
    ['a question with nothing in it', { type: 'question', attrs: { kind: 'single', points: 1, shuffle: false } }],
    ['a picture that is not here', { type: 'image', attrs: { src: 'https://a.example/b.png', alt: 'b' } }],
    ['code that calls itself a question', block('codeBlock', { language: 'colloquy' }, '{}')],
  ])('%s', (_, node) => {
    expect(write(node)).toMatch(/^`+colloquy\n/)
    expect(same(node)).toBe(true)
  })

  test.each(Object.keys(schema.nodes).filter((name) => schema.nodes[name]!.isInGroup('block')))('every kind of block, here %s', (name) => {
    const node = schema.nodes[name]!.createAndFill({}, schema.nodes[name]!.contentMatch.defaultType?.createAndFill())!
    expect(same(node.toJSON() as Prose)).toBe(true)
  })

  test('a block that this program does not know stays as code, with its words', () => {
    const blocks = blocksOf('```colloquy\n{"type":"hologram","content":[]}\n```', source, 1)
    expect(blocks).toMatchObject([{ type: 'codeBlock', attrs: { language: 'colloquy' } }])
  })

  test.each([
    [
      'a link that runs',
      '{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":"javascript:alert(1)"}}]}]}',
    ],
    ['a picture that runs', '{"type":"image","attrs":{"src":"javascript:alert(1)"}}'],
    ['an id of somebody else', '{"type":"paragraph","attrs":{"id":"stolen"}}'],
    ['text that is none', '{"type":"paragraph","content":[{"type":"text","text":{"a":1}}]}'],
    ['a trap for objects', '{"type":"paragraph","attrs":{"__proto__":{"x":1}}}'],
    ['what lies too deep', `${'{"type":"quote","content":['.repeat(5000)}${']}'.repeat(5000)}`],
  ])('JSON brings in nothing that an editor could not have written: %s', (_, json) => {
    const blocks = blocksOf(`\`\`\`colloquy\n${json}\n\`\`\``, source, 1)
    const [first] = blocks
    if (first?.type !== 'codeBlock') expect(JSON.stringify(blocks)).not.toMatch(/javascript|stolen|__proto__|"a"/)
  })
})

// Whatever people write, however oddly.
const words = fc.string({
  unit: fc.constantFrom(
    'a',
    'B',
    ' ',
    '*',
    '_',
    '`',
    '[',
    ']',
    '(',
    '<',
    '>',
    '#',
    '-',
    '1',
    '.',
    '|',
    '\\',
    '&',
    ';',
    '~',
    '!',
    ':',
    '/',
    '"',
    'ä',
    '한',
  ),
  minLength: 1,
  maxLength: 14,
})
const marks = fc.subarray<ProseMark>(
  [
    { type: 'strong' },
    { type: 'em' },
    { type: 'strike' },
    { type: 'code' },
    { type: 'underline' },
    { type: 'link', attrs: { href: 'https://a.example/b?c=1' } },
  ],
  { maxLength: 2 },
)
const inline = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ type: fc.constant('text'), text: words, marks }) },
    { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' }) },
  ),
  { maxLength: 4 },
)
const { any } = fc.letrec<{ any: Prose; leaf: Prose; item: Prose }>((tie) => ({
  leaf: fc.oneof(
    fc.record({ type: fc.constant('paragraph'), content: inline }),
    fc.record({ type: fc.constant('heading'), attrs: fc.record({ level: fc.integer({ min: 1, max: 3 }) }), content: inline }),
    fc.record({
      type: fc.constant('codeBlock'),
      attrs: fc.record({ language: fc.constantFrom('', 'js', 'question') }),
      content: words.map((said) => [{ type: 'text', text: `${said}\n${said}` }]),
    }),
    fc.constant({ type: 'divider' }),
  ),
  item: fc.record({ type: fc.constant('listItem'), content: fc.array(tie('any'), { minLength: 1, maxLength: 2 }) }),
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.record({ type: fc.constantFrom('quote', 'callout', 'guide'), content: fc.array(tie('any'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ type: fc.constantFrom('bulletList', 'orderedList'), content: fc.array(tie('item'), { minLength: 1, maxLength: 3 }) }),
  ),
}))

test('[I10] any text whatever comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(any, { maxLength: 5 }), (blocks) => {
      expect(same(...blocks), write(...blocks)).toBe(true)
    }),
    { numRuns: 60, seed: 4 },
  )
})

test('every kind of node is known to the schema that the test walks', () => expect(Object.keys(nodeSpecs).length).toBeGreaterThan(10))
