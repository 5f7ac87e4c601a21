import { canonicalJson, type Prose, type ProseMark } from '../../shared/document/prose.ts'
import { nodeSpecs } from '../../shared/document/schema.ts'
import { containerOf } from './containers.ts'
import { jsonFence } from './fences.ts'
import { formulaOf } from './formulas.ts'
import { decodeURIComponentSafely, type Source } from './inline.ts'
import { blocksOf } from './markdown.ts'
import { writeQuestion } from './question-form.ts'

// Rich text as Markdown, so that reading it again gives the same text. Every block is written in the form people know
// when that reads back the same, and else as JSON: what is invented tomorrow is never lost.

/** The path of a stored file beside the text; nothing for what is no file of the course. */
export type PathOf = (file: string) => string | undefined

/** A lesson's blocks as Markdown, its headings below that of the lesson. */
export function markdownOf(blocks: readonly Prose[], pathOf: PathOf): string {
  const pieces: string[] = []
  let before = ''
  for (const block of blocks) {
    // Two lists on end would read as one.
    if (isList(before) && isList(block.type)) pieces.push('<!-- -->')
    pieces.push(written(block, pathOf))
    before = block.type
  }
  return pieces.join('\n\n')
}

const isList = (type: string) => type === 'bulletList' || type === 'orderedList' || type === 'checkList'

function written(block: Prose, pathOf: PathOf): string {
  const here: Prose = canonical(block)
  const source = sourceOf(here, pathOf)
  for (const style of ['signs', 'tags'] as const) {
    const text = new Writer(style, pathOf).block(here)
    if (text === undefined) break
    const [read, ...more] = blocksOf(text, source, 1)
    if (read && more.length === 0 && sameText(read, here)) return text
  }
  return fenced(jsonFence, JSON.stringify(asJson(here, pathOf), null, 1))
}

/** Whether two texts say the same, ids, default attributes and the parting of equal runs aside. */
export const sameText = (a: Prose, b: Prose) => canonicalJson(canonical(a)) === canonicalJson(canonical(b))

/** A block without ids, with all attributes its kind has, equal runs joined and marks in one order. */
function canonical({ type, attrs, content, text, marks }: Prose): Prose {
  const known = nodeSpecs[type]?.attrs ?? {}
  const whole = { ...Object.fromEntries(Object.entries(known).map(([name, spec]) => [name, spec.default as unknown])), ...attrs }
  const { id: _, ...rest } = whole as Record<string, unknown>
  const shown = Object.entries(rest).filter(([, value]) => value !== null && value !== undefined)
  const inside = (content ?? []).map(canonical).reduce<Prose[]>((joined, piece) => {
    const last = joined.at(-1)
    if (piece.type === 'text' && last?.type === 'text' && canonicalJson(last.marks) === canonicalJson(piece.marks))
      joined[joined.length - 1] = { ...last, text: `${last.text}${piece.text}` }
    else if (piece.type !== 'text' || piece.text) joined.push(piece)
    return joined
  }, [])
  return {
    type,
    ...(shown.length > 0 && { attrs: Object.fromEntries(shown) }),
    ...(inside.length > 0 && { content: inside }),
    ...(text !== undefined && { text }),
    ...(marks?.length && { marks: marks.toSorted((a, b) => order.indexOf(a.type) - order.indexOf(b.type)) }),
  }
}

const order = ['link', 'underline', 'strong', 'em', 'strike', 'code']

/** What a reader would find at the paths that we write. */
function sourceOf(block: Prose, pathOf: PathOf): Source {
  const files = new Map<string, Record<string, unknown>>()
  const gather = ({ attrs, content }: Prose) => {
    const file = typeof attrs?.['file'] === 'string' ? attrs['file'] : undefined
    const path = file && pathOf(file)
    if (path) files.set(path, { file, src: attrs!['src'], width: attrs!['width'], height: attrs!['height'] })
    content?.forEach(gather)
  }
  gather(block)
  return {
    file: '',
    note: () => undefined,
    picture: (address, alt) => {
      const attrs = files.get(decodeURIComponentSafely(address))
      return attrs ? { image: { type: 'image', attrs: { ...attrs, alt } } } : { missing: true }
    },
  }
}

/** Files by their paths; where a file lies on a server says nothing elsewhere. */
function asJson({ attrs, content, ...rest }: Prose, pathOf: PathOf): Prose {
  const { file, src, ...others } = attrs ?? {}
  const path = typeof file === 'string' ? pathOf(file) : undefined
  const shown = path ? { ...others, file: path } : attrs
  void src
  return { ...rest, ...(shown && { attrs: shown }), ...(content && { content: content.map((inner) => asJson(inner, pathOf)) }) }
}

function fenced(info: string, text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${info}\n${text}\n${fence}`
}

type Write = (writer: Writer, node: Prose) => string | undefined
const tones: Record<string, string> = { note: 'NOTE', tip: 'TIP', warning: 'WARNING', danger: 'CAUTION' }

/** How each kind of block is written. What does not stand here is written as JSON. */
const blockForms: Record<string, Write> = {
  paragraph: (writer, node) => (node.content ? writer.inline(node.content) : '<br>'),
  heading: (writer, { attrs, content }) => (content ? `${'#'.repeat(Number(attrs?.['level']) + 1)} ${writer.line(content)}` : undefined),
  bulletList: (writer, { content }) => writer.items(content ?? [], () => '- '),
  orderedList: (writer, { attrs, content }) => writer.items(content ?? [], (at) => `${Number(attrs?.['start'] ?? 1) + at}. `),
  quote: (writer, { content }) => quoted(writer.blocks(content ?? [])),
  callout: (writer, { attrs, content }) => quoted(writer.blocks(content ?? []), tones[String(attrs?.['tone'])]),
  guide: (writer, { content }) => quoted(writer.blocks(content ?? []), 'GUIDE'),
  codeBlock: (_, { attrs, content }) =>
    fenced(String(attrs?.['language'] ?? ''), (content ?? []).map((piece) => piece.text ?? '').join('')),
  checkList: (writer, { content }) => writer.tasks(content ?? []),
  mathsBlock: (_, { content }) => `$$\n${(content ?? []).map((piece) => piece.text ?? '').join('')}\n$$`,
  divider: () => '---',
  image: (writer, { attrs }) => writer.picture(attrs ?? {}),
  table: (writer, node) => writer.table(node.content ?? []) ?? writer.container(node),
  columns: (writer, node) => writer.container(node),
  panels: (writer, node) => writer.container(node),
  cards: (writer, node) => writer.container(node),
  pool: (writer, node) => writer.container(node),
  gallery: (writer, node) => writer.container(node),
  button: (writer, node) => writer.container(node),
  embed: (writer, node) => writer.container(node),
  question: (writer, node) => {
    const form = writeQuestion(node, writer)
    return form && fenced(form.info, form.text)
  },
}

/** The blocks that have a form of their own beside JSON. */
export const writtenKinds: ReadonlySet<string> = new Set(Object.keys(blockForms))

const quoted = (text: string | undefined, alert?: string) =>
  text === undefined
    ? undefined
    : [...(alert ? [`[!${alert}]`, ''] : []), ...text.split('\n')].map((line) => `> ${line}`.trimEnd()).join('\n')

const tagOf: Record<string, string> = { strong: 'strong', em: 'em', strike: 's', underline: 'u', code: 'code' }
const signOf: Record<string, string> = { strong: '**', em: '*', strike: '~~' }

class Writer {
  private readonly style: 'signs' | 'tags'
  private readonly pathOf: PathOf

  constructor(style: 'signs' | 'tags', pathOf: PathOf) {
    this.style = style
    this.pathOf = pathOf
  }

  /** Nothing for what has no form in Markdown. */
  block(node: Prose): string | undefined {
    return Object.hasOwn(blockForms, node.type) ? blockForms[node.type]?.(this, node) : undefined
  }

  blocks(nodes: readonly Prose[]): string | undefined {
    const pieces = nodes.map((node) => this.block(node))
    return pieces.includes(undefined) ? undefined : pieces.join('\n\n')
  }

  items(items: readonly Prose[], sign: (at: number) => string): string | undefined {
    const pieces = items.map((item, at) => {
      const text = this.blocks(
        item.content?.[0]?.type === 'paragraph' && !item.content[0].content && item.content.length === 1 ? [] : (item.content ?? []),
      )
      const indent = ' '.repeat(sign(at).length)
      return text === undefined ? undefined : `${sign(at)}${text.replaceAll('\n', `\n${indent}`)}`.replace(/[ ]+$/gm, '')
    })
    return pieces.includes(undefined) ? undefined : pieces.join('\n')
  }

  picture(attrs: Record<string, unknown>): string | undefined {
    const path = typeof attrs['file'] === 'string' ? this.pathOf(attrs['file']) : undefined
    if (!path) return undefined
    const caption = attrs['caption'] ? ` "${escaped(String(attrs['caption'])).replaceAll('"', '\\"')}"` : ''
    return `![${escaped(String(attrs['alt'] ?? ''))}](${path}${caption})`
  }

  table(rows: readonly Prose[]): string | undefined {
    const lines: string[] = []
    for (const [at, row] of rows.entries()) {
      const cells = row.content ?? []
      const kind = at === 0 ? 'tableHeader' : 'tableCell'
      if (
        cells.some(
          ({ type, content, attrs }) =>
            type !== kind ||
            content?.length !== 1 ||
            content[0]!.type !== 'paragraph' ||
            attrs?.['colspan'] !== 1 ||
            attrs['rowspan'] !== 1,
        )
      )
        return undefined
      lines.push(`| ${cells.map((cell) => this.line(cell.content![0]!.content ?? []).replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`)
      if (at === 0) lines.push(`|${' --- |'.repeat(cells.length)}`)
    }
    return lines.length > 1 ? lines.join('\n') : undefined
  }

  /** Lines with a box that each reader ticks. */
  tasks(items: readonly Prose[]): string | undefined {
    const pieces = items.map((item) => {
      const [first, ...rest] = item.content ?? []
      if (first?.type !== 'paragraph') return undefined
      const text = this.blocks([{ ...first, content: [{ type: 'text', text: '' }, ...(first.content ?? [])] }, ...rest])
      return text === undefined ? undefined : `- [ ] ${text.replaceAll('\n', '\n  ')}`.replace(/[ ]+$/gm, '')
    })
    return pieces.includes(undefined) ? undefined : pieces.join('\n')
  }

  /** A block with parts: each block in it is written as it would be by itself. */
  container(node: Prose): string | undefined {
    return containerOf(
      node,
      (blocks) => markdownOf(blocks, this.pathOf),
      (content) => this.line(content),
    )
  }

  /** Text that must stay on one line. */
  line(content: readonly Prose[]): string {
    return this.inline(content).replaceAll('\\\n', '<br>')
  }

  inline(content: readonly Prose[]): string {
    let text = ''
    const open: ProseMark[] = []
    const close = (upTo: number) => {
      while (open.length > upTo) text += this.sign(open.pop()!, true)
    }
    for (const piece of content) {
      const marks = piece.marks ?? []
      const shared = marks.findIndex((mark, at) => canonicalJson(mark) !== canonicalJson(open[at]))
      close(shared === -1 ? marks.length : shared)
      for (const mark of marks.slice(open.length)) {
        text += this.sign(mark, false)
        open.push(mark)
      }
      if (piece.type === 'hardBreak') text += '\\\n'
      else if (piece.type === 'blank') text += `[[${String(piece.attrs?.['accept'] ?? '')}]]`
      else text += this.said(piece)
    }
    close(0)
    return text
      .replace(/^ +| +$/g, (spaces) => '&#32;'.repeat(spaces.length))
      .replace(/^(#{1,6}|[-+]|\d{1,9}[.)]|=+|:{3,})(?=\s|$)/, begins)
  }

  private said({ text = '', marks = [] }: Prose): string {
    const isCode = marks.some(({ type }) => type === 'code')
    if (marks.some(({ type }) => type === 'maths')) return formulaOf(text, this.style === 'signs' ? 'plain' : 'quoted')
    if (!isCode)
      return escaped(
        text,
        marks.some(({ type }) => type === 'link'),
      )
    if (this.style === 'tags') return escaped(text)
    const ticks = '`'.repeat(Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length)) + 1)
    const pad = /^`|`$|^ .* $/.test(text) ? ' ' : ''
    return `${ticks}${pad}${text}${pad}${ticks}`
  }

  private sign({ type, attrs }: ProseMark, closing: boolean): string {
    if (type === 'link') return closing ? `](<${encodedHref(String(attrs?.['href'] ?? ''))}>)` : '['
    if (type === 'maths' || (type === 'code' && this.style === 'signs')) return ''
    const sign = this.style === 'signs' ? signOf[type] : undefined
    return sign ?? `<${closing ? '/' : ''}${tagOf[type] ?? type}>`
  }
}

const encodedHref = (href: string) => href.replace(/[<>\\]/g, (sign) => encodeURIComponent(sign)).replaceAll('\n', '%0A')

/** What would make a line something else than a paragraph, kept from it. */
const begins = (sign: string) => (/^\d/.test(sign) ? `${sign.slice(0, -1)}\\${sign.at(-1)}` : `\\${sign}`)

/** Text without what Markdown takes for signs; an address in it becomes no link. */
function escaped(text: string, inLink = false): string {
  const plain = text.replace(/[\\`*_[\]<>~|$]/g, '\\$&').replace(/&(?=#|\w)/g, '&amp;')
  return inLink ? plain : plain.replace(/\b(https?|ftp|mailto):/gi, '$1&#58;').replaceAll('//', '&#47;&#47;')
}
