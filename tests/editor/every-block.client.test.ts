import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { freezeCourse } from '../../shared/document/freeze.ts'
import { hashOfProse, nodesIn, type Prose } from '../../shared/document/prose.ts'
import { keyNodes, publicMarks, publicNodes } from '../../shared/document/public.ts'
import { schema } from '../../shared/document/schema.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { addLesson } from '../../shared/document/write.ts'
import type { NodeId } from '../../shared/id.ts'
import { markdownOf, sameText, writtenKinds } from '../../server/interop/markdown-of.ts'
import { blocksOf } from '../../server/interop/markdown.ts'
import { everyBlock, everyOther } from '../kit/every-block.ts'
import { author, lesson } from './kit.ts'

// Whatever a lesson can hold, all the way round: editor, Yjs, publishing, what learners get, export, import, and the same
// again. The lists are read off the schema, so that a block that is invented tomorrow has to come by here.

const specimens: Record<string, Prose> = { ...everyBlock(), ...everyOther() }
const everyNode = Object.values(specimens).flatMap((block) => [...nodesIn(block)])

/** Blocks that are written as JSON, because the file that they are made of has no form in Markdown. */
const onlyJson = ['video', 'audio', 'attachment']
/** Nodes that are neither a learner's nor of a key. */
const forAuthors = ['guide']

test('there is a specimen of every node and every mark', () => {
  const shown = new Set(everyNode.map(({ type }) => type))
  expect(Object.keys(schema.nodes).filter((name) => name !== 'doc' && !shown.has(name))).toEqual([])
  const marked = new Set(everyNode.flatMap(({ marks }) => (marks ?? []).map(({ type }) => type)))
  expect(Object.keys(schema.marks).filter((name) => !marked.has(name))).toEqual([])
})

test('every node and mark is for learners, or of a key, or for authors alone', () => {
  const known = new Set(['doc', 'text', ...Object.keys(publicNodes), ...keyNodes, ...forAuthors])
  expect(Object.keys(schema.nodes).filter((name) => !known.has(name))).toEqual([])
  expect(Object.keys(schema.marks).filter((name) => !Object.hasOwn(publicMarks, name))).toEqual([])
})

test('[I11] every kind of block has a form in Markdown, or is known to have none', () => {
  const blocks = Object.keys(schema.nodes).filter((name) => schema.nodes[name]!.isInGroup('block'))
  expect(blocks.filter((name) => !writtenKinds.has(name)).sort()).toEqual([...onlyJson].sort())
})

const pathOf = (file: string) => `../files/${file}.png`
const sizes = new Map(everyNode.flatMap(({ attrs }) => (typeof attrs?.['file'] === 'string' ? [[attrs['file'], attrs]] : [])))
const source = {
  file: '',
  note: () => undefined,
  picture: (address: string, alt: string) => {
    const file = /^\.\.\/files\/(\w+)\.png$/.exec(address)?.[1]
    const its = file && sizes.get(file)
    if (!its) return { missing: true } as const
    const { src, width, height } = its
    return { image: { type: 'image', attrs: { file, src, alt, ...(width !== undefined && { width, height }) } } }
  },
}

function courseWith(content: Prose[]): Y.Doc {
  const doc = new Y.Doc()
  doc.getMap('meta').set('title', 'Harbour')
  addLesson(doc, { id: lesson as unknown as NodeId, parent: null, title: 'One', content })
  return doc
}

describe.each(Object.entries(specimens))('%s', (_name, block) => {
  test('[K1] goes through the editor, the export and the import, and learners get the same', () => {
    const server = courseWith([block])
    const ana = author(1)
    Y.applyUpdate(ana.doc, Y.encodeStateAsUpdate(server))
    ana.open()
    const draft = readLesson(ana.doc, lesson)
    expect(draft).toEqual(readLesson(server, lesson))
    const markdown = markdownOf(draft.content ?? [], pathOf)
    const isJson =
      onlyJson.includes(block.type) || block.attrs?.['crop'] !== undefined || block.attrs?.['src'] === 'https://example.org/a.png'
    if (isJson) expect(markdown).toMatch(/^```colloquy\n/)
    else expect(markdown).not.toContain('```colloquy')
    const again = blocksOf(markdown, source, 1)
    expect(again).toHaveLength(1)
    expect(sameText(again[0]!, block), markdown).toBe(true)
    const [before, after] = [freezeCourse(ana.doc), freezeCourse(courseWith(again.map(withIds)))]
    expect(after.faults.map(({ code }) => code)).toEqual(before.faults.map(({ code }) => code))
    const shown = (course: typeof before) => hashOfProse(withoutIds(course.lessons[0]!.public))
    expect(shown(after)).toBe(shown(before))
  })
})

let made = 0
const withIds = (node: Prose): Prose => ({
  ...node,
  ...(node.type !== 'text' && node.type !== 'hardBreak' && { attrs: { ...node.attrs, id: `imported-${++made}` } }),
  ...(node.content && { content: node.content.map(withIds) }),
})
/** What learners get has an order of its own that follows from ids: of things to sort, and of what belongs to what. */
const withoutIds = (node: Prose): Prose => {
  const content = node.content?.map(withoutIds)
  const isSorted = node.type === 'question'
  return {
    ...node,
    ...(content && { content: isSorted ? content.toSorted((a, b) => (hashOfProse(a) < hashOfProse(b) ? -1 : 1)) : content }),
  }
}
