import MarkdownIt, { type Token } from 'markdown-it'
import type { Prose } from '../../shared/document/prose.ts'
import { readFence } from './fences.ts'
import { readHtml } from './html.ts'
import { inlineOf, type Source } from './inline.ts'

// Markdown (CommonMark with GitHub's tables, strikethrough, task lists and alerts) as the rich text of lessons.

// Deeper lists than anybody writes would make documents that programs cannot walk.
const markdown = new MarkdownIt({ html: true, linkify: true, maxNesting: 60 })
// Only whole addresses become links: `README.md` is a file and no site in Moldova.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false })

/** A heading at the top level of a file, and the blocks up to the next one. */
export type Part = { heading: { level: number; text: string; content: Prose[] } | null; blocks: Prose[] }

/** Reads a text as parts, each begun by a heading. `firstLine` is where it stands in its file, from 1. */
export function readMarkdown(text: string, source: Source, firstLine = 1): Part[] {
  const reader = new Reader(markdown.parse(text, {}), source, firstLine)
  const parts: Part[] = [{ heading: null, blocks: [] }]
  while (!reader.ended) {
    const heading = reader.heading()
    if (heading) parts.push({ heading: { level: heading.level, text: heading.text, content: heading.content }, blocks: heading.after })
    else append(parts.at(-1)!.blocks, reader.blocks()) // there is always a first part
  }
  return parts.filter((part) => part.heading || part.blocks.length > 0)
}

/** A text as blocks, its headings among them; one of level `above` is that of the whole. */
export function blocksOf(text: string, source: Source, above = 0): Prose[] {
  return readMarkdown(text, source).flatMap(({ heading, blocks }) => [
    ...(heading?.text
      ? [{ type: 'heading', attrs: { level: Math.max(1, Math.min(heading.level - above, 3)) }, content: heading.content }]
      : []),
    ...blocks,
  ])
}

const tones: Record<string, string> = { NOTE: 'note', IMPORTANT: 'note', TIP: 'tip', WARNING: 'warning', CAUTION: 'danger' }

/** Walks markdown-it's flat list of tokens, in which a block is what stands between its opening and its closing one. */
class Reader {
  private at = 0
  private readonly tokens: Token[]
  private readonly source: Source
  private readonly firstLine: number

  constructor(tokens: Token[], source: Source, firstLine: number) {
    this.tokens = tokens
    this.source = source
    this.firstLine = firstLine
  }

  get ended() {
    return this.at >= this.tokens.length
  }

  /** A heading, if one comes next; `after` holds pictures that stood in it. */
  heading(): { level: number; text: string; content: Prose[]; after: Prose[] } | undefined {
    const token = this.tokens[this.at]
    if (token?.type !== 'heading_open') return undefined
    const parts = this.inlineOf(this.tokens[this.at + 1])
    this.at += 3
    const content: Prose[] = parts.filter(Array.isArray).flat()
    const text = content.map((piece) => piece.text ?? ' ').join('')
    return { level: Number(token.tag.slice(1)), text: text.trim(), content, after: parts.filter((part) => !Array.isArray(part)) as Prose[] }
  }

  /** The next block; more than one where a picture parts a paragraph, none where nothing is left of it. */
  blocks(): Prose[] {
    const token = this.tokens[this.at++]!
    switch (token.type) {
      case 'heading_open':
        return this.innerHeading(token)
      case 'paragraph_open':
        return this.paragraph()
      case 'bullet_list_open':
        return [{ type: 'bulletList', content: this.until('bullet_list_close') }]
      case 'ordered_list_open':
        return [{ type: 'orderedList', attrs: { start: Number(token.attrGet('start') ?? 1) }, content: this.until('ordered_list_close') }]
      case 'list_item_open':
        return [{ type: 'listItem', content: asTask(orEmpty(this.until('list_item_close'))) }]
      case 'blockquote_open':
        return [asQuote(this.until('blockquote_close'))]
      case 'fence':
      case 'code_block':
        return [readFence(token, this.source, (text) => blocksOf(text, this.source)) ?? codeBlock(token)]
      case 'hr':
        return [{ type: 'divider' }]
      case 'table_open':
        return [this.table()]
      case 'html_block':
        return this.html(token)
      default:
        return []
    }
  }

  private until(close: string): Prose[] {
    const content: Prose[] = []
    while (!this.ended && this.tokens[this.at]!.type !== close) append(content, this.blocks())
    this.at++
    return content
  }

  /** A heading inside a list or a quote, which parts nothing. */
  private innerHeading(token: Token): Prose[] {
    this.at--
    const { content, after } = this.heading()!
    return [{ type: 'heading', attrs: { level: levelOf(Number(token.tag.slice(1))) }, content }, ...after]
  }

  private paragraph(): Prose[] {
    const parts = this.inlineOf(this.tokens[this.at])
    this.at += 2
    return asBlocks(parts)
  }

  private inlineOf(token: Token | undefined) {
    return inlineOf(token?.children ?? [], this.source, this.lineOf(token))
  }

  private lineOf(token: Token | undefined) {
    return token?.map ? token.map[0] + this.firstLine : undefined
  }

  private table(): Prose {
    const rows: Prose[] = []
    for (; this.tokens[this.at]!.type !== 'table_close'; this.at++) {
      const token = this.tokens[this.at]!
      if (token.type === 'tr_open') rows.push({ type: 'tableRow', content: [] })
      if (token.type !== 'th_open' && token.type !== 'td_open') continue
      const content = orEmpty(asBlocks(this.inlineOf(this.tokens[this.at + 1])))
      rows.at(-1)!.content!.push({ type: token.type === 'th_open' ? 'tableHeader' : 'tableCell', content })
    }
    this.at++
    return { type: 'table', content: rows }
  }

  /** The words and pictures of a piece of HTML; what only a browser would do with it is left out. */
  private html(token: Token): Prose[] {
    if (/^<br\s*\/?>$/i.test(token.content.trim())) return [{ type: 'paragraph' }]
    const { pieces, isWhole } = readHtml(token.content)
    // A picture written as HTML is a picture; everything else is not what it was.
    if (!isWhole) this.source.note('html', token.content.trim().split('\n')[0]!, this.lineOf(token))
    return pieces.flatMap((piece) =>
      typeof piece === 'string'
        ? [{ type: 'paragraph', content: [{ type: 'text', text: piece }] }]
        : this.htmlPicture(piece, this.lineOf(token)),
    )
  }

  private htmlPicture({ src, alt }: { src: string; alt: string }, line: number | undefined): Prose[] {
    const found = this.source.picture(src, alt, line)
    if ('image' in found) return [found.image]
    if ('remote' in found)
      return [
        {
          type: 'paragraph',
          content: [{ type: 'text', text: alt || found.remote, marks: [{ type: 'link', attrs: { href: found.remote } }] }],
        },
      ]
    return alt ? [{ type: 'paragraph', content: [{ type: 'text', text: alt }] }] : []
  }
}

/** One by one: a call with more arguments than the stack holds fails, and a paragraph can hold that many pictures. */
function append(to: Prose[], blocks: readonly Prose[]) {
  for (const block of blocks) to.push(block)
}

/** Our headings have three levels. */
const levelOf = (level: number) => Math.min(Math.max(level, 1), 3)

const asBlocks = (parts: (Prose[] | Prose)[]): Prose[] =>
  parts.map((part) => (Array.isArray(part) ? { type: 'paragraph', content: part } : part))

/** A cell or an item holds at least a paragraph, so that a caret can stand in it. */
const orEmpty = (content: Prose[]): Prose[] => (content.length > 0 ? content : [{ type: 'paragraph' }])

function codeBlock(token: Token): Prose {
  const text = token.content.replace(/\n$/, '')
  const language = /^[\w+#.-]{1,30}/.exec(token.info.trim())?.[0].toLowerCase() ?? ''
  return { type: 'codeBlock', attrs: { language }, ...(text && { content: [{ type: 'text', text }] }) }
}

/** `[ ]` and `[x]` at the beginning of an item become a box that says the same. */
function asTask(content: Prose[]): Prose[] {
  const [paragraph, ...rest] = content
  const first = paragraph?.content?.[0]
  const box = paragraph?.type === 'paragraph' && first?.text !== undefined ? /^\[([ xX])\]\s+/.exec(first.text) : null
  if (!paragraph || !first?.text || !box) return content
  const text = `${box[1] === ' ' ? '☐' : '☑'} ${first.text.slice(box[0].length)}`
  return [{ ...paragraph, content: [{ ...first, text }, ...paragraph.content!.slice(1)] }, ...rest]
}

/** A quote that begins with `[!NOTE]` or its like is a callout; with `[!GUIDE]`, advice to the authors. */
function asQuote(content: Prose[]): Prose {
  const [paragraph, ...rest] = content
  const first = paragraph?.content?.[0]
  const alert = first?.text === undefined ? null : /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION|GUIDE)\]\s*/i.exec(first.text)
  if (!paragraph || !first?.text || !alert) return { type: 'quote', content: orEmpty(content) }
  const text = first.text.slice(alert[0].length)
  const after = paragraph.content!.slice(1)
  // What follows on the next line is set off by a space.
  const begun = [...(text ? [{ ...first, text }] : []), ...(!text && after[0]?.text === ' ' ? after.slice(1) : after)]
  const inside = orEmpty([...(begun.length > 0 ? [{ ...paragraph, content: begun }] : []), ...rest])
  const word = alert[1]!.toUpperCase()
  return word === 'GUIDE' ? { type: 'guide', content: inside } : { type: 'callout', attrs: { tone: tones[word] }, content: inside }
}
