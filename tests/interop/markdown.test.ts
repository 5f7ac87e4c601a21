import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readUpload } from '../../server/interop/archive.ts'
import { outlineOf, planImport } from '../../server/interop/plan.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { pixel } from './pixel.ts'

// What a Markdown file becomes, decided before anything is written.

const planOf = async (files: Record<string, string | Uint8Array>, name = 'My course.zip') => {
  const packed = zipSync(
    Object.fromEntries(Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? strToU8(content) : content])),
  )
  return planImport(name, await readUpload(name, packed))
}
const planOfOne = async (text: string) => planImport('a-lesson.md', await readUpload('a-lesson.md', strToU8(text)))

/** Blocks as one word each, with what they hold: short to read in a test. */
function brief(node: Prose): unknown {
  if (node.type === 'text') return [...(node.marks ?? []).map((mark) => mark.attrs?.['href'] ?? mark.type), node.text].join(':')
  const { type, attrs, content } = node
  const told = { level: attrs?.['level'], language: attrs?.['language'], tone: attrs?.['tone'], file: attrs?.['file'], alt: attrs?.['alt'] }
  const name = [type, ...Object.values(told).filter(Boolean)].join(' ')
  return content ? { [name]: content.map(brief) } : name
}
const blocksOf = async (text: string) =>
  (await planOfOne(text)).sections.flatMap((section) => section.lessons.flatMap((lesson) => lesson.blocks.map(brief)))
const titles = ({ sections }: Awaited<ReturnType<typeof planOf>>) =>
  Object.fromEntries(sections.map((section) => [section.title, section.lessons.map((lesson) => lesson.title)]))

describe('the blocks of a text', () => {
  test('paragraphs keep their marks and safe links', async () => {
    expect(await blocksOf('A **bold** and *soft* `code` ~~gone~~ [link](https://a.example/x) https://b.example')).toEqual([
      {
        paragraph: [
          'A ',
          'strong:bold',
          ' and ',
          'em:soft',
          ' ',
          'code:code',
          ' ',
          'strike:gone',
          ' ',
          'https://a.example/x:link',
          ' ',
          'https://b.example:https://b.example',
        ],
      },
    ])
  })
  test('lists nest, count on and keep their boxes', async () => {
    expect(await blocksOf('3. three\n4. four\n   - inner\n\n- [ ] open\n- [x] done')).toEqual([
      {
        orderedList: [
          { listItem: [{ paragraph: ['three'] }] },
          { listItem: [{ paragraph: ['four'] }, { bulletList: [{ listItem: [{ paragraph: ['inner'] }] }] }] },
        ],
      },
      { bulletList: [{ listItem: [{ paragraph: ['☐ open'] }] }, { listItem: [{ paragraph: ['☑ done'] }] }] },
    ])
  })
  test('code keeps its language and every space', async () => {
    expect(await blocksOf('```ts title="x"\nif (a) {\n  b()\n}\n```\n\n    plain')).toEqual([
      { 'codeBlock ts': ['if (a) {\n  b()\n}'] },
      { codeBlock: ['plain'] },
    ])
  })
  test('quotes, callouts, dividers and tables are what they were', async () => {
    expect(await blocksOf('> said\n\n> [!WARNING]\n> Hot\n\n---\n\n| a | b |\n|---|---|\n| 1 | `2` |')).toEqual([
      { quote: [{ paragraph: ['said'] }] },
      { 'callout warning': [{ paragraph: ['Hot'] }] },
      'divider',
      {
        table: [
          { tableRow: [{ tableHeader: [{ paragraph: ['a'] }] }, { tableHeader: [{ paragraph: ['b'] }] }] },
          { tableRow: [{ tableCell: [{ paragraph: ['1'] }] }, { tableCell: [{ paragraph: ['code:2'] }] }] },
        ],
      },
    ])
  })
  test('[I6] [I9] HTML loses its tags and keeps its words, and a script loses everything', async () => {
    const plan = await planOfOne(
      '<details><summary>More</summary>\n\nInside <kbd>Tab</kbd><br>next\n\n</details>\n\n<script>alert(1)</script>\n\n<!-- private -->',
    )
    expect(plan.sections[0]!.lessons[0]!.blocks.map(brief)).toEqual([
      { paragraph: ['More'] },
      { paragraph: ['Inside Tab', 'hardBreak', 'next'] },
    ])
    expect(plan.notes.filter((note) => note.kind === 'html').length).toBeGreaterThan(0)
  })
  test('[I9] no link runs anything, whatever it is called', async () => {
    const plan = await planOfOne(
      '[a](javascript:alert(1)) [b](data:text/html,x) [c](vbscript:x) [d](other.md) [e](#part) [f](mailto:x@y.example)',
    )
    const json = JSON.stringify(plan.sections)
    expect(json).not.toMatch(/"href":"(?!mailto)/)
    expect(json).toContain('mailto:x@y.example')
    expect(plan.notes.filter((note) => note.kind === 'link.relative').map((note) => note.what)).toEqual(['other.md', '#part'])
  })
})

describe('pictures', () => {
  test('one in the ZIP becomes a block of its own, with its description', async () => {
    const plan = await planOf({
      'c/one.md': '# One\n\nBefore ![A dot](img/dot.png) after',
      'c/two.md': '# Two\n\n![Again](./img/dot.png)',
      'c/img/dot.png': pixel,
    })
    expect(plan.sections[0]!.lessons[0]!.blocks.map(brief)).toEqual([
      { paragraph: ['Before'] },
      'image c/img/dot.png A dot',
      { paragraph: ['after'] },
    ])
    expect([...plan.pictures.keys()]).toEqual(['c/img/dot.png'])
  })
  test('[I6] one on another site becomes a link, a missing or false one its description, and each is told with its line', async () => {
    const plan = await planOf({
      'a.md': '# A\n\n![Far](https://far.example/x.png)\n\n![Gone](gone.png)\n\n![False](false.png)',
      'b.md': '# B\n\ntext',
      'false.png': strToU8('<svg onload=alert(1)>'),
    })
    expect(plan.sections[0]!.lessons[0]!.blocks.map(brief)).toEqual([
      { paragraph: ['https://far.example/x.png:Far'] },
      { paragraph: ['Gone'] },
      { paragraph: ['False'] },
    ])
    expect(plan.notes).toEqual([
      { kind: 'image.remote', file: 'a.md', line: 3, what: 'https://far.example/x.png' },
      { kind: 'image.missing', file: 'a.md', line: 5, what: 'gone.png' },
      { kind: 'image.broken', file: 'a.md', line: 7, what: 'false.png' },
    ])
  })
  test('[I7] one cannot be fetched from outside of the ZIP', async () => {
    const plan = await planOf({ 'a.md': '# A\n\n![x](../../../etc/passwd.png)', 'b.md': '# B\n\nb' })
    expect(plan.pictures.size).toBe(0)
    expect(plan.notes[0]).toMatchObject({ kind: 'image.missing' })
  })
})

describe('[I3] the outline of a course', () => {
  test('one file: a title over several headings is a section, and each heading a lesson', async () => {
    expect(titles(await planOfOne('# Coffee\n\nWelcome\n\n## Beans\n\nb\n\n### Roast\n\nr\n\n## Water\n\nw'))).toEqual({
      Coffee: ['Coffee', 'Beans', 'Water'],
    })
  })
  test('one file with a title alone is one lesson, which does not say its title again', async () => {
    const plan = await planOfOne('# Tea\n\nPour.')
    expect(titles(plan)).toEqual({ Tea: ['Tea'] })
    expect(plan.sections[0]!.lessons[0]!.blocks.map(brief)).toEqual([{ paragraph: ['Pour.'] }])
  })
  test('one file without headings is one lesson named after the file', async () => {
    expect(titles(await planOfOne('Just text.'))).toEqual({ 'A lesson': ['A lesson'] })
  })
  test('headings inside a lesson move up, so that none is skipped', async () => {
    const plan = await planOfOne('# Coffee\n\n## Beans\n\n### Roast\n\nr\n\n#### Dark\n\nd\n\n## Water\n\nw')
    expect(plan.sections[0]!.lessons[0]!.blocks.map(brief)).toEqual([
      { 'heading 1': ['Roast'] },
      { paragraph: ['r'] },
      { 'heading 2': ['Dark'] },
      { paragraph: ['d'] },
    ])
  })
  test('many files: folders are sections, files are lessons, in the order a person would number them', async () => {
    const plan = await planOf({
      'coffee/README.md': '# All about coffee\n\nWelcome',
      'coffee/10-last.md': '# Last\n\nl',
      'coffee/2-first.md': '# First\n\nf',
      'coffee/01_basics/b.md': 'No heading here',
      'coffee/01_basics/index.md': '# The basics',
    })
    expect(titles(plan)).toEqual({ 'All about coffee': ['All about coffee', 'First', 'Last'], 'The basics': ['B'] })
  })
  test('a file says its own title and place in its settings, and other settings are told', async () => {
    const plan = await planOf({
      'a.md': '---\ntitle: "Second"\norder: 2\ntags: [x]\n---\n\n# Second\n\na',
      'b.md': '---\ntitle: First\norder: 1\n---\nb',
    })
    expect(Object.values(titles(plan))).toEqual([['First', 'Second']])
    expect(plan.sections[0]!.lessons[1]!.blocks.map(brief)).toEqual([{ paragraph: ['a'] }])
    expect(plan.notes).toEqual([{ kind: 'frontMatter', file: 'a.md', line: 1, what: 'tags' }])
  })
  test('what is shown to the person counts lessons, words and what was left out', async () => {
    const plan = await planOf({ 'a.md': '# A\n\none two three', 'b.md': '# B\n\nb', 'notes.txt': 'x' })
    expect(outlineOf(plan)).toEqual({
      sections: [
        {
          title: 'My course',
          lessons: [
            { title: 'A', words: 3 },
            { title: 'B', words: 1 },
          ],
        },
      ],
      pictures: 0,
      comments: 0,
      notes: [{ kind: 'file.skipped', file: 'notes.txt', what: 'notes.txt' }],
      noted: 1,
    })
  })
})

describe('[I1] [I7] what cannot be read', () => {
  const read = async (name: string, bytes: Uint8Array) => planImport(name, await readUpload(name, bytes))
  test.each([
    ['nothing at all', 'a.md', new Uint8Array(), 'import.empty'],
    ['a ZIP cut short', 'a.zip', zipSync({ 'a.md': strToU8('# A') }).slice(0, 40), 'import.broken'],
    ['a ZIP that is none', 'a.zip', strToU8('hello'), 'import.broken'],
    ['a ZIP without Markdown', 'a.zip', zipSync({ 'a.txt': strToU8('hello') }), 'import.noMarkdown'],
    ['a picture called Markdown', 'a.md', pixel, 'import.noMarkdown'],
    ['a file of another kind', 'a.docx', strToU8('hello'), 'import.noMarkdown'],
    [
      'too many files',
      'a.zip',
      zipSync(Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`${n}.md`, strToU8('x')]))),
      'import.tooLarge',
    ],
    [
      'a small ZIP that grows to 160 MB',
      'a.zip',
      zipSync({
        'a.md': strToU8('x'),
        ...Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`${n}.png`, new Uint8Array(20 * 1024 * 1024)])),
      }),
      'import.tooLarge',
    ],
  ])('%s is refused with a sentence', async (_, name, bytes, code) => {
    await expect(read(name, bytes)).rejects.toMatchObject({ code })
  })
  test('a ZIP whose contents are damaged is refused', async () => {
    const packed = zipSync({ 'a.md': strToU8('# A\n\n' + 'long enough to be packed '.repeat(50)) })
    packed.fill(0xff, 40, 60)
    await expect(read('a.zip', packed)).rejects.toMatchObject({ code: 'import.broken' })
  })
  test('a ZIP that names paths outside of itself stays inside', async () => {
    const plan = await planOf({
      '../../evil.md': '# Evil\n\nx',
      'C:\\temp\\b.md': '# B\n\nb',
      '.git/config.md': '# Hidden',
      '__MACOSX/a.md': 'x',
    })
    expect(plan.sections.flatMap((section) => section.lessons).map((lesson) => lesson.title)).toEqual(['Evil', 'B'])
  })
  test('a text in an older encoding is read and told', async () => {
    const plan = await read('a.md', Uint8Array.from([0x4d, 0xfc, 0x68, 0x65]))
    expect(plan.sections[0]!.lessons[0]!.blocks.map(brief)).toEqual([{ paragraph: ['Mühe'] }])
    expect(plan.notes).toEqual([{ kind: 'file.encoding', file: 'a.md', what: 'a.md' }])
  })
})
