import MarkdownIt, { type Token } from 'markdown-it'
import type { Prose } from '../../shared/document/prose.ts'
import { deepest, readContainer, withContainers } from './containers.ts'
import { readFence } from './fences.ts'
import { withFormulas } from './formulas.ts'
import { readHtml } from './html.ts'
import { inlineOf, type Source } from './inline.ts'

// Markdown (CommonMark with GitHub's tables, strikethrough, task lists and alerts) as the rich text of lessons.

// Deeper lists than anybody writes would make documents that programs cannot walk.
const markdown = new MarkdownIt({ html: true, linkify: true, maxNesting: 60 })
// Only whole addresses become links: `README.md` is a file and no site in Moldova.
withContainers(markdown)
withFormulas(markdown)
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false })

/** How many containers lie around a text, and which parts the innermost of them takes. */
type Within = { depth: number; accepts?: string | undefined }

/** A heading at the top level of a file, and the blocks up to the next one. */
export type Part = { heading: { level: number; text: string; content: Prose[] } | null; blocks: Prose[] }

/** Reads a text as parts, each begun by a heading. `firstLine` is where it stands in its file, from 1. */
export function readMarkdown(text: string, source: Source, firstLine = 1, within: Within = { depth: 0 }): Part[] {
  const reader = new Reader(markdown.parse(text, {}), source, firstLine, within)
  const parts: Part[] = [{ heading: null, blocks: [] }]
  while (!reader.ended) {
    const heading = reader.heading()
    if (heading) parts.push({ heading: { level: heading.level, text: heading.text, content: heading.content }, blocks: heading.after })
    else append(parts.at(-1)!.blocks, reader.blocks()) // there is always a first part
  }
  return parts.filter((part) => part.heading || part.blocks.length > 0)
}

/** A text as blocks, its headings among them; one of level `above` is that of the whole. */
export function blocksOf(text: string, source: Source, above = 0, firstLine = 1, within?: Within): Prose[] {
  return readMarkdown(text, source, firstLine, within).flatMap(({ heading, blocks }) => [
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
  private readonly within: Within

  constructor(tokens: Token[], source: Source, firstLine: number, within: Within) {
    this.tokens = tokens
    this.source = source
    this.firstLine = firstLine
    this.within = within
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
        return [asList(this.until('bullet_list_close'))]
      case 'ordered_list_open':
        return [
          {
            type: 'orderedList',
            attrs: { start: Number(token.attrGet('start') ?? 1) },
            content: this.until('ordered_list_close').map(withBox),
          },
        ]
      case 'list_item_open':
        return [{ type: 'listItem', content: orEmpty(this.until('list_item_close')) }]
      case 'blockquote_open':
        return [asQuote(this.until('blockquote_close'))]
      case 'fence':
      case 'code_block':
        return [readFence(token, this.source, (text) => blocksOf(text, this.source, 1)) ?? codeBlock(token)]
      case 'container':
        return this.container(token)
      case 'maths_block':
        return [{ type: 'mathsBlock', ...textFrom(token.content) }]
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

  private container(token: Token): Prose[] {
    const { depth, accepts } = this.within
    const inside = (text: string, parts?: string) =>
      blocksOf(text, this.source, 1, (this.lineOf(token) ?? 0) + 1, { depth: depth + 1, accepts: parts })
    const blocks = depth < deepest ? readContainer(token, accepts, inside) : undefined
    return blocks ?? [{ type: 'codeBlock', attrs: { language: '' }, ...textFrom(`${token.markup}${token.info}\n${token.content}`) }]
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

/** Text for a program, as a block holds it: without the last line feed. */
function textFrom(content: string): { content?: Prose[] } {
  const text = content.replace(/\n$/, '')
  return text ? { content: [{ type: 'text', text }] } : {}
}

function codeBlock(token: Token): Prose {
  const language = /^[\w+#.-]{1,30}/.exec(token.info.trim())?.[0].toLowerCase() ?? ''
  return { type: 'codeBlock', attrs: { language }, ...textFrom(token.content) }
}

const taskBox = /^\[([ xX])\](\s+|$)/

/** The box at the beginning of an item, and the item without it. */
function taskOf(item: Prose): { isDone: boolean; without: (sign: string) => Prose } | undefined {
  const [paragraph, ...rest] = item.content ?? []
  const first = paragraph?.content?.[0]
  const box = paragraph?.type === 'paragraph' && first?.text !== undefined ? taskBox.exec(first.text) : null
  if (!paragraph || first?.text === undefined || !box) return undefined
  return {
    isDone: box[1] !== ' ',
    without: (sign) => {
      const text = sign + first.text!.slice(box[0].length) // looked at above
      const { content: _, ...bare } = paragraph
      const content = [...(text ? [{ ...first, text }] : []), ...paragraph.content!.slice(1)]
      return { ...item, content: [{ ...bare, ...(content.length > 0 && { content }) }, ...rest] }
    },
  }
}

/** Boxes alone, none of them ticked, are a list that each reader ticks for themselves; others stay signs that say the same. */
function asList(items: Prose[]): Prose {
  const tasks = items.map(taskOf)
  if (items.length > 0 && tasks.every((task) => task && !task.isDone))
    return { type: 'checkList', content: tasks.map((task) => task!.without('')) } // every one, as asked before
  return { type: 'bulletList', content: items.map(withBox) }
}

function withBox(item: Prose): Prose {
  const task = taskOf(item)
  return task ? task.without(task.isDone ? '☑ ' : '☐ ') : item
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
