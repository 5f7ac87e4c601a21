import path from 'node:path'
import { DOMParser } from '@xmldom/xmldom'
import { type Prose, type ProseMark, words } from '../../shared/document/prose.ts'
import { allowedHref } from '../../shared/document/addresses.ts'
import { broken } from './archive.ts'
import { officeParts, type OfficeParts, textOfPart, withoutOutside } from './office.ts'
import { picturesOf } from './pages.ts'
import { emptyPlan, type Plan, type PlannedLesson, titleFrom } from './plan.ts'
import type { Source } from './inline.ts'

// A presentation as lessons: a slide with a new title begins one, what a speaker would say is a note to authors.

/** A part of the file, as a tree, and where its relations lead. */
type Part = { root: Element; relations: Map<string, string> }

export function planSlides(name: string, bytes: Uint8Array): Plan {
  const { plan, note } = emptyPlan()
  const parts = officeParts(bytes)
  withoutOutside(parts, (target) => note(name)('image.remote', target))
  const deck = partOf(parts, 'ppt/presentation.xml')
  const archive = { texts: [], pictures: new Map([...parts].filter(([key]) => key.startsWith('ppt/media/'))), others: [] }
  let section: Plan['sections'][number] = { title: titleFrom(name), lessons: [] }
  for (const [at, slideId] of all(deck.root, 'p:sldId').entries()) {
    const place = deck.relations.get(slideId.getAttribute('r:id') ?? '')
    if (!place || !parts.has(place)) continue
    const slide = partOf(parts, place)
    const file = `${name}, ${at + 1}`
    if (slide.root.getAttribute('show') === '0') {
      note(name)('slide.hidden', String(at + 1), at + 1)
      continue
    }
    const source = { file, note: note(file), picture: picturesOf(place, note(file), archive, plan.pictures) }
    const { title, blocks } = readSlide(slide, source)
    const spoken = notesOf(parts, slide)
    if (spoken.length > 0) blocks.push({ type: 'guide', content: spoken })
    if (isSectionHead(parts, slide) && title) {
      if (section.lessons.length > 0) plan.sections.push(section)
      section = { title: title.slice(0, 200), lessons: [] }
      if (blocks.length > 0) section.lessons.push({ title: title.slice(0, 200), blocks, words: 0 })
      continue
    }
    const last = section.lessons.at(-1)
    // Slides that go on under one title are one lesson.
    if (last && (!title || last.title === title)) last.blocks.push(...blocks)
    else section.lessons.push({ title: (title || titleFrom(name)).slice(0, 200), blocks, words: 0 })
  }
  if (section.lessons.length > 0) plan.sections.push(section)
  for (const { lessons } of plan.sections) for (const lesson of lessons) lesson.words = wordsIn(lesson)
  return plan
}

const wordsIn = ({ blocks }: PlannedLesson) => words({ type: 'doc', content: blocks.filter(({ type }) => type !== 'guide') })

function partOf(parts: OfficeParts, name: string): Part {
  const root = parsed(textOfPart(parts, name))
  const relations = new Map<string, string>()
  const rels = path.posix.join(path.posix.dirname(name), '_rels', `${path.posix.basename(name)}.rels`)
  if (parts.has(rels)) {
    for (const relation of all(parsed(textOfPart(parts, rels)), 'Relationship')) {
      const target = relation.getAttribute('Target') ?? ''
      const isOutside = relation.getAttribute('TargetMode') === 'External'
      const inside = target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(name), target)
      relations.set(relation.getAttribute('Id') ?? '', isOutside ? target : inside)
    }
  }
  return { root, relations }
}

function parsed(xml: string): Element {
  const root = new DOMParser({ errorHandler: () => undefined }).parseFromString(xml, 'text/xml')?.documentElement
  if (!root) throw broken()
  return root
}

const all = (root: Element, name: string): Element[] => Array.from(root.getElementsByTagName(name))
const first = (root: Element, name: string): Element | undefined => root.getElementsByTagName(name)[0]
const isOf = (name: string) => (part: string) => part.includes(name)

/** The shapes of a slide from top to bottom, groups opened. */
function readSlide(slide: Part, source: Source): { title: string; blocks: Prose[] } {
  let title = ''
  const blocks: Prose[] = []
  for (const shape of [...all(slide.root, 'p:sp'), ...all(slide.root, 'p:pic'), ...all(slide.root, 'p:graphicFrame')].sort(byPlace)) {
    if (shape.tagName === 'p:pic') blocks.push(...pictureOf(shape, slide, source))
    else if (shape.tagName === 'p:graphicFrame') {
      const table = first(shape, 'a:tbl')
      if (table) blocks.push(tableOf(table, slide))
      else source.note('drawing', first(shape, 'p:cNvPr')?.getAttribute('name') ?? '')
    } else {
      const kind = first(shape, 'p:ph')?.getAttribute('type') ?? ''
      const body = first(shape, 'p:txBody')
      if (!body || ['sldNum', 'ftr', 'dt', 'hdr'].includes(kind)) continue
      if (!title && (kind === 'title' || kind === 'ctrTitle')) title = plain(body)
      else blocks.push(...textOf(body, slide, kind === '' || kind === 'body' || kind === 'obj'))
    }
  }
  return { title, blocks }
}

const yOf = (shape: Element) => {
  const kind = first(shape, 'p:ph')?.getAttribute('type')
  return kind === 'title' || kind === 'ctrTitle' ? -1 : Number(first(shape, 'a:off')?.getAttribute('y') ?? 0)
}
const byPlace = (a: Element, b: Element) => yOf(a) - yOf(b)

const plain = (body: Element) =>
  all(body, 'a:p')
    .map((line) =>
      all(line, 'a:t')
        .map((piece) => piece.textContent ?? '')
        .join(''),
    )
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()

/** Paragraphs, and lists by how far their lines stand in. */
function textOf(body: Element, part: Part, listed: boolean): Prose[] {
  const lines = all(body, 'a:p').flatMap((line) => {
    const content = inlineOf(line, part)
    const style = first(line, 'a:pPr')
    return content.length > 0
      ? [
          {
            content,
            level: Math.min(Number(style?.getAttribute('lvl') ?? 0) || 0, 8),
            numbered: Boolean(style && first(style, 'a:buAutoNum')),
            bare: Boolean(style && first(style, 'a:buNone')),
          },
        ]
      : []
  })
  const isList = listed && (lines.length > 1 || lines.some(({ level, numbered }) => level > 0 || numbered))
  const blocks: Prose[] = []
  /** The lists that are open, the outermost first. */
  const open: Prose[] = []
  for (const { content, level, numbered, bare } of lines) {
    const paragraph: Prose = { type: 'paragraph', content }
    if (!isList || (bare && level === 0)) {
      open.length = 0
      blocks.push(paragraph)
      continue
    }
    const type = numbered ? 'orderedList' : 'bulletList'
    open.length = Math.min(open.length, level + 1)
    if (open.length === level + 1 && open.at(-1)!.type !== type) open.pop()
    if (open.length <= level) {
      const list: Prose = { type, content: [] }
      const holder = open.at(-1)?.content!.at(-1)
      if (holder) holder.content!.push(list)
      else blocks.push(list)
      open.push(list)
    }
    open.at(-1)!.content!.push({ type: 'listItem', content: [paragraph] })
  }
  return blocks
}

function inlineOf(line: Element, { relations }: Part): Prose[] {
  const content: Prose[] = []
  for (const node of Array.from(line.childNodes) as Element[]) {
    if (node.nodeName === 'a:br') content.push({ type: 'hardBreak' })
    if (node.nodeName !== 'a:r' && node.nodeName !== 'a:fld') continue
    const text = all(node, 'a:t')
      .map((piece) => piece.textContent ?? '')
      .join('')
    const style = first(node, 'a:rPr')
    const on = (name: string) => ['1', 'true'].includes(style?.getAttribute(name) ?? '')
    const href = relations.get((style && first(style, 'a:hlinkClick')?.getAttribute('r:id')) ?? '')
    const marks: ProseMark[] = [
      ...(href && /^(https?:|mailto:|tel:)/i.test(href) && allowedHref(href) ? [{ type: 'link', attrs: { href } }] : []),
      ...(on('b') ? [{ type: 'strong' }] : []),
      ...(on('i') ? [{ type: 'em' }] : []),
    ]
    if (text) content.push({ type: 'text', text, ...(marks.length > 0 && { marks }) })
  }
  return content.some((piece) => piece.text?.trim()) ? content : []
}

function pictureOf(shape: Element, slide: Part, source: Source): Prose[] {
  const target = slide.relations.get(first(shape, 'a:blip')?.getAttribute('r:embed') ?? '')
  if (first(shape, 'a:videoFile') || first(shape, 'a:audioFile'))
    source.note('drawing', first(shape, 'p:cNvPr')?.getAttribute('name') ?? '')
  if (!target) return []
  const found = source.picture(`/${target}`, first(shape, 'p:cNvPr')?.getAttribute('descr') ?? '', undefined)
  return 'image' in found ? [found.image] : []
}

function tableOf(table: Element, slide: Part): Prose {
  const hasHead = first(table, 'a:tblPr')?.getAttribute('firstRow') === '1'
  const content = all(table, 'a:tr').map((row, at): Prose => ({
    type: 'tableRow',
    content: all(row, 'a:tc')
      .filter((cell) => cell.getAttribute('hMerge') !== '1' && cell.getAttribute('vMerge') !== '1')
      .map((cell) => {
        const body = first(cell, 'a:txBody')
        const blocks = body ? textOf(body, slide, false) : []
        const span = (name: string, as: string, most: number) =>
          Number(cell.getAttribute(name)) > 1 ? { [as]: Math.min(Number(cell.getAttribute(name)), most) } : {}
        return {
          type: hasHead && at === 0 ? 'tableHeader' : 'tableCell',
          attrs: { ...span('gridSpan', 'colspan', 50), ...span('rowSpan', 'rowspan', 500) },
          content: blocks.length > 0 ? blocks : [{ type: 'paragraph' }],
        }
      }),
  }))
  return { type: 'table', content }
}

/** What the speaker meant to say. */
function notesOf(parts: OfficeParts, slide: Part): Prose[] {
  const place = [...slide.relations.values()].find(isOf('notesSlides/'))
  if (!place || !parts.has(place)) return []
  const notes = partOf(parts, place)
  return all(notes.root, 'p:sp')
    .filter((shape) => first(shape, 'p:ph')?.getAttribute('type') === 'body')
    .flatMap((shape) => {
      const body = first(shape, 'p:txBody')
      return body ? textOf(body, notes, false) : []
    })
}

function isSectionHead(parts: OfficeParts, slide: Part): boolean {
  const layout = [...slide.relations.values()].find(isOf('slideLayouts/'))
  return layout !== undefined && parts.has(layout) && partOf(parts, layout).root.getAttribute('type') === 'secHead'
}
