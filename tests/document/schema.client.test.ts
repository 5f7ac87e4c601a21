import { DOMParser, DOMSerializer, type Node as PMNode } from 'prosemirror-model'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { describe, expect, test } from 'vitest'
import { ySyncPlugin } from 'y-prosemirror'
import * as Y from 'yjs'
import { duplicateIds, learnUnknown, schemaFor } from '../../shared/document/learn.ts'
import { lessonFragment } from '../../shared/document/layout.ts'
import { allowedHref, allowedImage } from '../../shared/document/addresses.ts'
import { isLeaf, nodeSpecs, schema } from '../../shared/document/schema.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { appendProse, copyDocument, freshIds, seedDocument, withIds } from '../../shared/document/write.ts'
import { aCourse, ana, block, lessonA, paragraph, text } from './kit.ts'

const everything: Prose[] = [
  block('heading', { id: 'h-01', level: 1 }, 'Title'),
  paragraph(
    'plain ',
    text('bold', 'strong'),
    { type: 'text', text: 'link', marks: [{ type: 'link', attrs: { href: 'https://example.org' } }] },
    { type: 'hardBreak' },
    'more',
  ),
  block('orderedList', { id: 'ol-01', start: 3 }, block('listItem', { id: 'li-01' }, paragraph('third'))),
  block('quote', { id: 'qu-01' }, paragraph('said')),
  block('codeBlock', { id: 'co-01', language: 'ts' }, 'const a = 1\nconst b = 2'),
  { type: 'divider', attrs: { id: 'di-01' } },
  {
    type: 'image',
    attrs: {
      id: 'im-01',
      file: 'abcdef',
      src: '/api/courses/course-1/files/abcdef',
      alt: 'A boat',
      caption: 'Ours',
      width: 640,
      height: 480,
    },
  },
  block(
    'table',
    { id: 'ta-01' },
    block('tableRow', { id: 'tr-01' }, block('tableHeader', { id: 'th-01', colspan: 2, rowspan: 1 }, paragraph('h'))),
    block(
      'tableRow',
      { id: 'tr-02' },
      block('tableCell', { id: 'td-01', colspan: 1, rowspan: 1 }, paragraph('a')),
      block('tableCell', { id: 'td-02', colspan: 1, rowspan: 1 }, paragraph('b')),
    ),
  ),
  block('callout', { id: 'ca-01', tone: 'warning' }, paragraph('Mind the gap')),
  block(
    'question',
    { id: 'qs-01', kind: 'multiple', points: 3, shuffle: true },
    block('stem', { id: 'st-01' }, 'Which?'),
    block('choice', { id: 'ch-01', correct: true }, 'a'),
    block('choice', { id: 'ch-02', correct: false }, 'b'),
    block('feedback', { id: 'fe-01' }, 'no'),
    block('hint', { id: 'hi-01' }, 'think'),
    block('explanation', { id: 'ex-01' }, paragraph('because')),
    block('rubric', { id: 'ru-01' }, paragraph('look for')),
  ),
  block(
    'pool',
    { id: 'po-01', draw: 2 },
    block('question', { id: 'qs-02', kind: 'ordering', points: 1, shuffle: false }, block('sortItem', { id: 'so-01' }, 'first')),
    block(
      'question',
      { id: 'qs-03', kind: 'matching', points: 1, shuffle: false },
      block('pair', { id: 'pa-01' }, block('prompt', { id: 'pp-01' }, 'a'), block('match', { id: 'pm-01' }, 'b')),
    ),
    block(
      'question',
      { id: 'qs-04', kind: 'fill', points: 1, shuffle: false, bank: 'bank-1', bankVersion: 2 },
      block('stem', { id: 'st-04' }, 'in ', { type: 'blank', attrs: { id: 'bl-04', accept: 'Rome | Roma' } }),
    ),
    block('question', { id: 'qs-05', kind: 'number', points: 1, shuffle: false, answer: 1.5, tolerance: 0.1, unit: 'kg' }),
    block(
      'question',
      { id: 'qs-06', kind: 'hotspot', points: 1, shuffle: false },
      { type: 'spotImage', attrs: { id: 'si-06', file: null, src: 'https://example.org/a.png', alt: 'A map', width: 4, height: 3 } },
      { type: 'area', attrs: { id: 'ar-06', x: 1.5, y: 2, w: 30, h: 4 } },
    ),
  ),
]

/** Opens a lesson in an editor, types a word and closes it: what every visit to a lesson may do to it. */
function visit(doc: Y.Doc) {
  const fragment = lessonFragment(doc, lessonA)
  const view = new EditorView(document.body.appendChild(document.createElement('div')), {
    state: EditorState.create({ schema: schemaFor(fragment), plugins: [ySyncPlugin(fragment)] }),
  })
  view.dispatch(view.state.tr.insert(0, view.state.schema.nodes['paragraph']!.create(null, view.state.schema.text('typed'))))
  view.destroy()
}
const names = (node: Prose): string[] => [node.type, ...(node.content ?? []).flatMap(names)]

describe('the schema', () => {
  test('holds every kind of block through the page and back', () => {
    const shown: PMNode = schema.nodeFromJSON({ type: 'doc', content: everything })
    shown.check()
    const dom = document.createElement('div')
    dom.append(DOMSerializer.fromSchema(schema).serializeFragment(shown.content, { document }))
    const read = DOMParser.fromSchema(schema).parse(dom)
    expect(read.toJSON()).toEqual(shown.toJSON())
  })

  test('requires nothing: every block may stand empty', () => {
    for (const type of Object.values(schema.nodes)) if (!type.isText) expect(() => type.createChecked()).not.toThrow()
  })

  test('keeps a question without choices when a lesson is merely opened', () => {
    const { doc } = aCourse({
      a: [block('question', { id: 'qs-01' }), block('bulletList', { id: 'ul-01' }), block('table', { id: 'ta-01' })],
    })
    visit(doc)
    expect(names(readLesson(doc, lessonA))).toEqual(['doc', 'paragraph', 'text', 'question', 'bulletList', 'table'])
  })

  test('every block carries an id, and leaves are those that hold nothing', () => {
    for (const [name, spec] of Object.entries(nodeSpecs))
      if (!['doc', 'text', 'hardBreak'].includes(name)) expect(spec.attrs, name).toHaveProperty('id')
    expect(
      Object.keys(nodeSpecs)
        .filter((name) => name !== 'text' && isLeaf(name))
        .sort(),
    ).toEqual(['area', 'attachment', 'blank', 'divider', 'embed', 'hardBreak', 'image', 'spotImage'])
  })

  test.each([
    ['<p onclick="x()">a<script>alert(1)</script></p><iframe src="https://x.y"></iframe>', '<p>a</p>'],
    ['<a href="javascript:alert(1)">x</a>', '<p>x</p>'],
    ['<a href="https://example.org">x</a>', '<p><a href="https://example.org" rel="noopener noreferrer">x</a></p>'],
    ['<img src="data:image/svg+xml,x"><h5>deep</h5>', '<h3>deep</h3>'],
    ['<b style="font-weight:normal"><p>from Docs</p></b>', '<p>from Docs</p>'],
  ])('pasted %s becomes %s', (pasted, expected) => {
    const dom = document.createElement('div')
    dom.innerHTML = pasted
    const out = document.createElement('div')
    out.append(DOMSerializer.fromSchema(schema).serializeFragment(DOMParser.fromSchema(schema).parse(dom).content, { document }))
    expect(out.innerHTML).toBe(expected)
  })

  test('lets through addresses that cannot act', () => {
    for (const good of ['https://a.b/c', 'http://a.b', 'mailto:a@b.c', 'tel:+4912', '/play/x', '#part'])
      expect(allowedHref(good), good).toBe(true)
    for (const bad of [
      'javascript:alert(1)',
      ' JaVaScRiPt:x',
      'data:text/html,x',
      '//evil.example',
      '/\\evil.example',
      'vbscript:x',
      'file:///etc',
      'https://',
      '',
      null,
      7,
    ])
      expect(allowedHref(bad), String(bad)).toBe(false)
    expect(allowedImage('/api/courses/c-1/files/f-1')).toBe(true)
    for (const bad of ['http://a.b/x.png', 'data:image/png;base64,x', '/api/courses/c-1/export', '//a.b/x.png'])
      expect(allowedImage(bad), bad).toBe(false)
  })
})

describe('content of a newer program', () => {
  const newer: Prose[] = [
    block('poll', { id: 'po-01', secret: 'x' }, block('option', { id: 'op-01' }, 'yes')),
    {
      type: 'paragraph',
      attrs: { id: 'pa-01', colour: 'red' },
      content: [
        {
          type: 'text',
          text: 'marked',
          marks: [
            { type: 'highlight', attrs: { tone: 'green' } },
            { type: 'link', attrs: { href: 'https://a.b', track: 'no' } },
          ],
        },
        block('slot', { id: 'bl-01', accept: 'x' }),
      ],
    },
    block('question', { id: 'qs-01' }, block('couple', { id: 'pr-01', match: 'a' }, 'left')),
  ]

  test('survives a visit by this one, word for word', () => {
    const { doc } = aCourse({ a: newer })
    const before = readLesson(doc, lessonA)
    visit(doc)
    expect(readLesson(doc, lessonA).content?.slice(1)).toEqual(before.content)
  })
  test('is learned by name', () => {
    const { doc } = aCourse({ a: newer })
    const unknown = learnUnknown(lessonFragment(doc, lessonA))
    expect([...(unknown?.nodes.keys() ?? [])].sort()).toEqual(['couple', 'option', 'poll', 'slot'])
    expect(unknown?.nodes.get('slot')).toMatchObject({ inline: true })
    expect([...(unknown?.marks ?? [])]).toEqual(['highlight'])
    expect([...(unknown?.attrs.get('paragraph') ?? [])]).toEqual(['colour'])
  })
  test('a lesson of this program needs nothing learned', () => {
    const { doc } = aCourse({ a: everything })
    expect(schemaFor(lessonFragment(doc, lessonA))).toBe(schema)
  })
})

describe('ids and copies', () => {
  test('a copied block gets new ids throughout and keeps all else', () => {
    const copy = freshIds({ type: 'doc', content: everything })
    const strip = (node: Prose): unknown => ({ ...node, attrs: { ...node.attrs, id: 0 }, content: node.content?.map(strip) })
    expect(strip(copy)).toEqual(strip({ type: 'doc', content: everything }))
    expect(JSON.stringify(copy)).not.toContain('qs-01')
  })
  test('doubled and missing ids are found, the first of a kind keeps its own', () => {
    const shown = schema.nodeFromJSON({
      type: 'doc',
      content: [block('paragraph', { id: 'same' }, 'a'), block('paragraph', { id: 'same' }, 'b'), block('paragraph', {}, 'c')],
    })
    expect(duplicateIds(shown)).toEqual([3, 6])
  })
  test('withIds leaves ids alone that are there', () => {
    expect(withIds(block('paragraph', { id: 'kept' })).attrs).toEqual({ id: 'kept' })
    expect(withIds(block('paragraph', {})).attrs?.['id']).toMatch(/^[a-z0-9]{12}$/)
  })
  test('a course read from its seed has a section and an empty lesson', () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, seedDocument({ title: 'Ropes', language: 'de', by: ana, at: 1 }))
    expect(doc.getMap('meta').toJSON()).toMatchObject({ title: 'Ropes', language: 'de', schema: 1 })
    expect(doc.getMap('outline').size).toBe(2)
  })
  test('a duplicate carries the content with fresh ids, and nothing that people said', () => {
    const { doc } = aCourse({ a: everything })
    doc.getMap('comments').set('t/c', { body: 'CANARY' })
    const copy = new Y.Doc()
    Y.applyUpdate(copy, copyDocument(doc, { title: 'Copy' }))
    const lesson = [...copy.getMap('outline')].map(([id]) => id).find((id) => copy.getXmlFragment(`l:${id}`).length > 2)
    expect(names(readLesson(copy, lesson as typeof lessonA))).toEqual(names(readLesson(doc, lessonA)))
    expect(JSON.stringify(copy.toJSON())).not.toMatch(/CANARY|qs-01|lesson-a/)
  })
  test('text written by the server reads as an editor would have written it', () => {
    const { doc } = aCourse({ a: [] })
    appendProse(lessonFragment(doc, lessonA), everything)
    const fragment = lessonFragment(doc, lessonA)
    let changes = 0
    doc.on('update', () => changes++)
    const view = new EditorView(document.createElement('div'), { state: EditorState.create({ schema, plugins: [ySyncPlugin(fragment)] }) })
    view.dispatch(view.state.tr.setMeta('touch', true))
    expect(changes).toBe(0)
    expect(view.state.doc.toJSON()).toEqual(schema.nodeFromJSON({ type: 'doc', content: everything }).toJSON())
    view.destroy()
  })
})
