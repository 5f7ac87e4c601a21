import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { planUpload } from '../../server/interop/documents.ts'
import { nodesIn, type Prose, textOf } from '../../shared/document/prose.ts'
import { aDeck, aWordFile, drawn, line, run, said, shape } from './office-kit.ts'
import { pixel } from './pixel.ts'

const doc = (blocks: Prose[]): Prose => ({ type: 'doc', content: blocks })
const typesIn = (blocks: Prose[]) => blocks.map(({ type }) => type)
const lessonsOf = (plan: Awaited<ReturnType<typeof planUpload>>) => plan.sections.flatMap(({ lessons }) => lessons)
const cell = (text: string) => `<w:tc>${line(run(text))}</w:tc>`

describe('[I13] Word', () => {
  test('headings become lessons, and text keeps its form, its links, tables and pictures', async () => {
    const plan = await planUpload(
      'Coffee.docx',
      aWordFile({
        picture: pixel,
        body: [
          line(run('Coffee'), 'Title'),
          line(run('Beans'), 'heading1'),
          line(`${run('Green, then ')}${run('roasted', '<w:b/>')}${run(' and ')}${run('cooled', '<w:i/>')}${run('.')}`),
          line(`<w:hyperlink r:id="rId3">${run('A place')}</w:hyperlink><w:hyperlink r:id="rId4">${run(' and a trap')}</w:hyperlink>`),
          line(drawn('rId2', 'One bean')),
          `<w:tbl><w:tr>${cell('a')}${cell('b')}</w:tr></w:tbl>`,
          line(run('Origin'), 'heading2'),
          line(run('Hills.')),
          line(run('Water'), 'heading1'),
          line(run('Hot.')),
        ].join(''),
      }),
    )
    expect(plan.sections.map(({ title, lessons }) => [title, lessons.map((lesson) => lesson.title)])).toEqual([
      ['Coffee', ['Beans', 'Water']],
    ])
    const [beans] = lessonsOf(plan)
    expect(typesIn(beans!.blocks)).toEqual(['paragraph', 'paragraph', 'image', 'table', 'heading', 'paragraph'])
    expect(beans!.blocks[0]!.content).toMatchObject([
      { text: 'Green, then ' },
      { text: 'roasted', marks: [{ type: 'strong' }] },
      {},
      { text: 'cooled', marks: [{ type: 'em' }] },
      { text: '.' },
    ])
    expect(beans!.blocks[1]!.content).toEqual([
      { type: 'text', text: 'A place', marks: [{ type: 'link', attrs: { href: 'https://a.example/' } }] },
      { type: 'text', text: ' and a trap' },
    ])
    expect(plan.notes.map(({ kind }) => kind)).toContain('link.refused')
    expect([...plan.pictures.values()][0]!.bytes).toEqual(pixel)
  })

  test('[I14] comments come with the words they stand on and the name of who wrote them', async () => {
    const comment = (id: number, text: string) =>
      `<w:comment w:id="${id}" w:author="Jo Doe" w:date="2020-01-01T00:00:00Z">${line(run(text))}</w:comment>`
    const plan = await planUpload(
      'x.docx',
      aWordFile({
        comments: comment(0, 'Is this so?') + comment(1, 'Sure?'),
        body:
          line(run('One'), 'heading1') +
          line(
            `${run('We ')}<w:commentRangeStart w:id="0"/>${run('always')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>${run(' answer.')}`,
          ) +
          line(run('Two'), 'heading1') +
          line(`${run('Here')}<w:r><w:commentReference w:id="1"/></w:r>`),
      }),
    )
    const [one, two] = lessonsOf(plan)
    expect(one!.words).toBe(3)
    expect(one!.remarks).toEqual([{ author: 'Jo Doe', text: 'Is this so?', quote: 'always' }])
    expect(two!.remarks).toEqual([{ author: 'Jo Doe', text: 'Sure?', quote: '' }])
    expect(textOf(doc(one!.blocks))).toBe('We always answer.')
    expect(JSON.stringify(plan.sections)).not.toMatch(/[\uE000-\uE003]/)
  })

  test('a document without headings is one lesson', async () => {
    const plan = await planUpload('my_notes.docx', aWordFile({ body: line(run('Just words.')) }))
    expect(lessonsOf(plan)).toMatchObject([{ title: 'My notes', words: 2 }])
  })
})

describe('[I13] PowerPoint', () => {
  test('slides become lessons under their section, lists keep their depth, notes are for authors, hidden slides are told', async () => {
    const picture =
      '<p:pic><p:nvPicPr><p:cNvPr id="3" name="x" descr="A bean"/></p:nvPicPr><p:blipFill><a:blip r:embed="i1"/></p:blipFill></p:pic>'
    const table = `<p:graphicFrame><a:tbl><a:tblPr firstRow="1"/><a:tr><a:tc><a:txBody>${said('Head')}</a:txBody></a:tc></a:tr><a:tr><a:tc><a:txBody>${said('Cell')}</a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>`
    const plan = await planUpload(
      'Deck.pptx',
      aDeck(
        [
          { shapes: shape('title', said('Basics')), isSection: true },
          {
            shapes: shape('title', said('Beans')) + shape('', said('Green'), said('from hills', 1), said('Roasted')) + picture,
            notes: 'Pass the jar around.',
          },
          { shapes: shape('title', said('Beans')) + table },
          { shapes: shape('title', said('Old')), hidden: true },
        ],
        pixel,
      ),
    )
    expect(plan.sections.map(({ title, lessons }) => [title, lessons.map((lesson) => lesson.title)])).toEqual([['Basics', ['Beans']]])
    const [beans] = lessonsOf(plan)
    expect(typesIn(beans!.blocks)).toEqual(['bulletList', 'image', 'guide', 'table'])
    expect([...nodesIn(beans!.blocks[0]!)].filter(({ type }) => type === 'bulletList')).toHaveLength(2)
    expect(textOf(doc([beans!.blocks[2]!]))).toBe('Pass the jar around.')
    expect(typesIn(beans!.blocks[3]!.content![0]!.content!)).toEqual(['tableHeader'])
    expect(plan.notes).toMatchObject([{ kind: 'slide.hidden' }])
  })
})

describe('[I13] web pages', () => {
  test('a page keeps its structure, and nothing that runs comes along', async () => {
    const page = `<html><head><title>T</title><script>bad()</script></head><body onload="bad()"><h1>Tea</h1><h2>Leaves</h2>
      <p onclick="bad()">Pick <b>two</b><script>bad()</script> and a <a href="javascript:bad()">bud</a>.</p><ul><li>Green<ul><li>Sencha</li></ul></li></ul>
      <iframe src="https://bad.example"></iframe><svg onload="bad()"><text>x</text></svg><h2>Water</h2><pre>a
  b</pre><table><tr><td colspan="2">Wide</td></tr></table></body></html>`
    const plan = await planUpload('tea.html', strToU8(page))
    expect(plan.sections.map(({ title, lessons }) => [title, lessons.map((lesson) => lesson.title)])).toEqual([
      ['Tea', ['Leaves', 'Water']],
    ])
    expect(JSON.stringify(plan.sections)).not.toMatch(/bad|javascript/)
    expect(typesIn(lessonsOf(plan)[0]!.blocks)).toEqual(['paragraph', 'bulletList'])
    expect(typesIn(lessonsOf(plan)[1]!.blocks)).toEqual(['codeBlock', 'table'])
    expect(plan.notes.map(({ kind }) => kind)).toEqual(['link.refused', 'html', 'html'])
  })

  test('a ZIP of pages with their pictures', async () => {
    const plan = await planUpload(
      'site.zip',
      zipSync({
        's/a.html': strToU8('<h1>A</h1><p>a<img src="i/b.png" alt="B">'),
        's/b.html': strToU8('<h1>B</h1><p>b'),
        's/i/b.png': pixel,
      }),
    )
    expect(lessonsOf(plan).map(({ title }) => title)).toEqual(['A', 'B'])
    expect(plan.pictures.size).toBe(1)
  })
})

describe('[I15] files that mean no good are refused with a sentence, in time', () => {
  const bomb = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
  const fat = new Uint8Array(60 * 1024 * 1024)
  test.each<[string, string, () => Uint8Array, string]>([
    ['entities that grow', 'x.docx', () => aWordFile({ body: line(run('x')), doctype: bomb }), 'import.unsafe'],
    [
      'entities in a part that is hardly read',
      'x.docx',
      () => aWordFile({ body: line(run('x')), extra: { 'word/settings.xml': strToU8(bomb) } }),
      'import.unsafe',
    ],
    [
      'a ZIP that holds far more than it weighs',
      'x.docx',
      () => aWordFile({ body: line(run('x')), extra: { 'word/numbering.xml': fat } }),
      'import.tooLarge',
    ],
    ['a presentation that holds far more than it weighs', 'x.pptx', () => zipSync({ 'ppt/presentation.xml': fat }), 'import.tooLarge'],
    ['ten thousand pages', 'x.docx', () => aWordFile({ body: line(run('word')).repeat(25_000) }), 'import.tooLarge'],
    ['a cut file', 'x.docx', () => aWordFile({ body: line(run('x')) }).slice(0, 700), 'import.broken'],
    ['a Word file without its document', 'x.pptx', () => zipSync({ 'ppt/presentation.xml': strToU8('') }), 'import.broken'],
    ['a file of the last century, or with a password', 'x.doc', () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'import.oldOffice'],
    ['a page without words', 'x.html', () => strToU8('<p> </p><script>x</script>'), 'import.empty'],
  ])('%s', async (_, name, bytes, code) => {
    await expect(planUpload(name, bytes())).rejects.toMatchObject({ code })
  })

  test.each([
    ['embed', 'file:///etc/passwd'],
    ['link', 'file:///etc/passwd'],
    ['link', 'https://pictures.example/a.png'],
  ])('a picture outside of the file, by %s of %s, is never fetched, and told; the words come', async (by, outside) => {
    const out = drawn('rId5', 'Out').replace('r:embed', `r:${by}`)
    const plan = await planUpload('x.docx', aWordFile({ outside, body: line(run('Words')) + line(out) + line(run('More.')) }))
    expect(plan.notes).toMatchObject([{ kind: 'image.remote', what: outside }])
    expect(lessonsOf(plan).map(({ blocks }) => textOf(doc(blocks)))).toEqual(['Words\nMore.'])
    expect(plan.pictures.size).toBe(0)
  })

  test.each([
    ['tags in tags', '<div>'.repeat(50_000)],
    ['lists in lists', '<ul><li>'.repeat(20_000)],
    ['tables in tables', '<table><tr><td>'.repeat(3000)],
    ['bold in bold', '<b>'.repeat(20_000)],
  ])('a page full of %s', async (_, opened) => {
    const began = performance.now()
    const plan = await planUpload('x.html', strToU8(`${opened}deep`))
    expect(lessonsOf(plan).map(({ blocks }) => textOf(doc(blocks)).trim())).toEqual(['deep'])
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})
