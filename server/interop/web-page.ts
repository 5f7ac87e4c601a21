import { type DefaultTreeAdapterTypes as Tree, parse } from 'parse5'
import { allowedHref } from '../../shared/document/addresses.ts'
import type { Prose, ProseMark } from '../../shared/document/prose.ts'
import type { Source } from './inline.ts'
import type { Part } from './markdown.ts'

// A web page as rich text. The page is parsed as browsers do and never shown: only what stands in the tables below is
// taken over, so scripts, styles, handlers and frames have no way in.

const marks: Record<string, string> = {
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  u: 'underline',
  ins: 'underline',
  s: 'strike',
  del: 'strike',
  strike: 'strike',
  code: 'code',
  kbd: 'code',
  samp: 'code',
}
const inlineTags = new Set([
  ...Object.keys(marks),
  'a',
  'br',
  'img',
  'span',
  'sup',
  'sub',
  'small',
  'big',
  'font',
  'mark',
  'abbr',
  'cite',
  'q',
  'time',
  'label',
  'var',
  'wbr',
  'bdi',
  'bdo',
  'dfn',
])
/** What says nothing to a reader. */
const silent = new Set(['script', 'style', 'template', 'noscript', 'head', 'nav', 'button', 'select', 'input', 'textarea', 'link', 'meta'])
/** What only a browser can show. */
const shows = new Set(['iframe', 'object', 'embed', 'svg', 'canvas', 'video', 'audio', 'math', 'form', 'applet'])
/** Deeper than people nest things; what lies below is read as plain words. */
const deepest = 60

/** The parts of a page, each begun by a heading, and what the page calls itself. */
export function readWebPage(html: string, source: Source): { title: string; parts: Part[] } {
  const page = parse(html)
  const reader = new PageReader(source)
  reader.walk(page.childNodes, 0, [])
  reader.end()
  return { title: titleOf(page), parts: reader.parts.filter((part) => part.heading || part.blocks.length > 0) }
}

function titleOf(page: Tree.Document): string {
  const find = (name: string, nodes: Tree.ChildNode[]) => nodes.find((node): node is Tree.Element => node.nodeName === name)
  const head = find('head', find('html', page.childNodes)?.childNodes ?? [])
  return head ? tidy(wordsOf(find('title', head.childNodes) ?? head, true)) : ''
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim()
const attributeOf = (element: Tree.Element, name: string) => element.attrs.find((attr) => attr.name === name)?.value ?? ''

/** All words below a node; a loop, for it may be nested deeply. `own`: of its own text alone. */
function wordsOf(node: Tree.Node, own = false): string {
  let words = ''
  const waiting: Tree.Node[] = [node]
  while (waiting.length > 0) {
    const now = waiting.pop()!
    if (now.nodeName === '#text') words += (now as Tree.TextNode).value
    else if ('childNodes' in now && (!own || now === node) && !silent.has(now.nodeName)) waiting.push(...now.childNodes.toReversed())
  }
  return words
}

class PageReader {
  readonly parts: Part[] = [{ heading: null, blocks: [] }]
  private readonly source: Source
  /** Where blocks go: the last part, or a list item, a cell or a quote. */
  private into: Prose[] | undefined
  private run: Prose[] = []

  constructor(source: Source) {
    this.source = source
  }

  walk(nodes: readonly Tree.ChildNode[], depth: number, held: readonly ProseMark[]) {
    for (const node of nodes) {
      if (node.nodeName === '#text') this.say((node as Tree.TextNode).value, held)
      else if ('tagName' in node) this.element(node, depth, held)
    }
  }

  /** Ends the paragraph under way. */
  end() {
    const content = trimmed(this.run)
    this.run = []
    if (content.length > 0) this.put({ type: 'paragraph', content })
  }

  private put(block: Prose) {
    ;(this.into ?? this.parts.at(-1)!.blocks).push(block) // there is always a first part
  }

  private say(text: string, held: readonly ProseMark[]) {
    const words = text.replace(/\s+/g, ' ')
    const last = this.run.at(-1)
    if (!words || (words === ' ' && !last)) return
    const said = last?.text?.endsWith(' ') && words.startsWith(' ') ? words.slice(1) : words
    if (!said) return
    if (last?.text !== undefined && JSON.stringify(last.marks ?? []) === JSON.stringify(held)) last.text += said
    else this.run.push({ type: 'text', text: said, ...(held.length > 0 && { marks: [...held] }) })
  }

  private element(node: Tree.Element, depth: number, held: readonly ProseMark[]) {
    const tag = node.tagName
    if (silent.has(tag)) return
    if (shows.has(tag)) return this.source.note('html', `<${tag}>`)
    if (depth > deepest) return this.say(wordsOf(node), held)
    if (tag === 'br') return this.run.push({ type: 'hardBreak' })
    if (tag === 'img') return this.picture(node)
    if (tag === 'a') return this.walk(node.childNodes, depth + 1, this.linked(node, held))
    const mark = Object.hasOwn(marks, tag) ? marks[tag] : undefined
    if (mark) return this.walk(node.childNodes, depth + 1, held.some(({ type }) => type === mark) ? held : [...held, { type: mark }])
    if (inlineTags.has(tag)) return this.walk(node.childNodes, depth + 1, held)
    this.end()
    this.block(node, depth, held)
    return this.end()
  }

  private block(node: Tree.Element, depth: number, held: readonly ProseMark[]) {
    const { tagName: tag, childNodes } = node
    const level = /^h([1-6])$/.exec(tag)?.[1]
    if (level) return this.heading(Number(level), childNodes, depth)
    if (tag === 'hr') return this.put({ type: 'divider' })
    if (tag === 'pre') {
      const text = wordsOf(node).replace(/^\n|\n$/g, '')
      return this.put({ type: 'codeBlock', attrs: { language: '' }, ...(text && { content: [{ type: 'text', text }] }) })
    }
    if (tag === 'blockquote') return this.put({ type: 'quote', content: this.inside(childNodes, depth, held) })
    if (tag === 'ul' || tag === 'ol') return this.list(node, depth, held)
    if (tag === 'table') return this.table(node, depth)
    return this.walk(childNodes, depth + 1, held)
  }

  private heading(level: number, nodes: readonly Tree.ChildNode[], depth: number) {
    const before = this.into
    const held: Prose[] = (this.into = [])
    this.walk(nodes, depth + 1, [])
    this.end()
    this.into = before
    const content = held.flatMap((block) => (block.type === 'paragraph' ? (block.content ?? []) : []))
    const others = held.filter((block) => block.type !== 'paragraph')
    const text = content.map((piece) => piece.text ?? ' ').join('')
    if (!text.trim()) return others.forEach((block) => this.put(block))
    if (this.into) this.put({ type: 'heading', attrs: { level: Math.min(level, 3) }, content })
    else this.parts.push({ heading: { level, text: text.trim(), content }, blocks: [] })
    others.forEach((block) => this.put(block))
  }

  /** The blocks of something that holds blocks. */
  private inside(nodes: readonly Tree.ChildNode[], depth: number, held: readonly ProseMark[] = []): Prose[] {
    const before = this.into
    const blocks: Prose[] = (this.into = [])
    this.walk(nodes, depth + 1, held)
    this.end()
    this.into = before
    return blocks.length > 0 ? blocks : [{ type: 'paragraph' }]
  }

  private list(node: Tree.Element, depth: number, held: readonly ProseMark[]) {
    const items = node.childNodes.filter((child) => child.nodeName !== '#text' || tidy(wordsOf(child)))
    const content: Prose[] = []
    for (const item of items) {
      const nested = item.nodeName === 'ul' || item.nodeName === 'ol'
      const blocks = this.inside('tagName' in item && item.tagName === 'li' ? item.childNodes : [item], depth, held)
      // Word's own pages put a list into a list and not into its item.
      if (nested && content.length > 0) content.at(-1)!.content!.push(...blocks)
      else content.push({ type: 'listItem', content: blocks })
    }
    const start = Number.parseInt(attributeOf(node, 'start') || '1', 10)
    if (content.length === 0) return
    if (node.tagName === 'ul') this.put({ type: 'bulletList', content })
    else this.put({ type: 'orderedList', attrs: { start: start >= 0 && start < 1_000_000 ? start : 1 }, content })
  }

  private table(node: Tree.Element, depth: number) {
    const rows: Prose[] = []
    const gather = (nodes: readonly Tree.ChildNode[]) => {
      for (const child of nodes) {
        if (!('tagName' in child)) continue
        if (child.tagName === 'caption') this.walk([child], depth + 1, [])
        else if (child.tagName === 'tr') rows.push(this.row(child, depth))
        else if (['thead', 'tbody', 'tfoot'].includes(child.tagName)) gather(child.childNodes)
      }
    }
    gather(node.childNodes)
    this.end()
    const filled = rows.filter(({ content }) => content!.length > 0)
    if (filled.length > 0) this.put({ type: 'table', content: filled })
  }

  private row(node: Tree.Element, depth: number): Prose {
    const cells = node.childNodes.filter((child): child is Tree.Element => child.nodeName === 'td' || child.nodeName === 'th')
    const span = (cell: Tree.Element, name: string, most: number) => {
      const count = Number.parseInt(attributeOf(cell, name), 10)
      return count > 1 ? { [name]: Math.min(count, most) } : {}
    }
    return {
      type: 'tableRow',
      content: cells.map((cell) => ({
        type: cell.tagName === 'th' ? 'tableHeader' : 'tableCell',
        attrs: { ...span(cell, 'colspan', 50), ...span(cell, 'rowspan', 500) },
        content: this.inside(cell.childNodes, depth),
      })),
    }
  }

  private linked(node: Tree.Element, held: readonly ProseMark[]): readonly ProseMark[] {
    const href = attributeOf(node, 'href').trim()
    // A place within the page, as footnotes have them, is none in a course.
    if (!href || href.startsWith('#') || held.some(({ type }) => type === 'link')) return held
    if (/^(https?:|mailto:|tel:)/i.test(href) && allowedHref(href)) return [{ type: 'link', attrs: { href } }, ...held]
    this.source.note(/^[a-z][a-z0-9+.-]*:/i.test(href) ? 'link.refused' : 'link.relative', href)
    return held
  }

  private picture(node: Tree.Element) {
    const [src, alt] = [attributeOf(node, 'src'), attributeOf(node, 'alt')]
    if (!src) return
    const found = this.source.picture(src, alt, undefined)
    if ('image' in found) {
      this.end()
      this.put(found.image)
    } else if ('remote' in found) this.say(alt || found.remote, [{ type: 'link', attrs: { href: found.remote } }])
    else this.say(alt, [])
  }
}

/** Without spaces and line breaks at the ends; nothing when no word is left. */
function trimmed(run: Prose[]): Prose[] {
  const pieces = run.map((piece) => ({ ...piece }))
  const isBlank = (piece: Prose | undefined) => piece !== undefined && (piece.type === 'hardBreak' || !piece.text?.trim())
  while (isBlank(pieces[0])) pieces.shift()
  while (isBlank(pieces.at(-1))) pieces.pop()
  if (pieces[0]?.text) pieces[0].text = pieces[0].text.trimStart()
  const last = pieces.at(-1)
  if (last?.text) last.text = last.text.trimEnd()
  return pieces
}
