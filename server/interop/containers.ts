import type { MarkdownIt, Token } from 'markdown-it'
import { allowedEmbed, allowedHref } from '../../shared/document/addresses.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { panelLooks } from '../../shared/document/schema/boxes.ts'

// Blocks with parts, as `::: name` … `:::` around Markdown, in the manner of Pandoc and of documentation sites. What
// lies outside has more colons than what lies in it. Every form is told in docs/rules/interop.md.

/** What stands behind the colons: a name, `key=value` pairs, and other words. */
export type Head = { name: string; its: Record<string, string>; rest: string }
/** Reads the Markdown inside; `accepts` names the parts that may stand there beside blocks. */
export type ReadInside = (text: string, accepts?: string) => Prose[]

const callouts: Record<string, string> = {
  note: 'note',
  info: 'note',
  tip: 'tip',
  warning: 'warning',
  caution: 'danger',
  danger: 'danger',
}

/** Deeper than anybody writes, and never so deep that a program could not walk it. */
export const deepest = 8

const forms: Record<string, (head: Head, inside: string, read: ReadInside) => Prose | undefined> = {
  columns: (_, inside, read) => holding('columns', read(inside, 'column'), ['column'], asPart('column')),
  column: (_, inside, read) => ({ type: 'column', content: read(inside) }),
  ...Object.fromEntries(
    panelLooks.map((look) => [
      look,
      (_: Head, inside: string, read: ReadInside) => ({
        ...holding('panels', read(inside, 'panel'), ['panel'], asPart('panel')),
        attrs: { look },
      }),
    ]),
  ),
  part: ({ rest }, inside, read) => ({ type: 'panel', content: [{ type: 'panelTitle', ...lineFrom(rest, read) }, ...read(inside)] }),
  cards: (_, inside, read) => holding('cards', read(inside, 'card'), ['card'], (blocks) => asPart('card')([asPart('side')(blocks)])),
  card: (_, inside, read) => holding('card', read(inside, 'side'), ['side'], asPart('side')),
  side: (_, inside, read) => ({ type: 'side', content: read(inside) }),
  table: (_, inside, read) =>
    holding('table', read(inside, 'tableRow'), ['tableRow'], (blocks) => asPart('tableRow')([asPart('tableCell')(blocks)])),
  row: (_, inside, read) => holding('tableRow', read(inside, 'cell'), ['tableCell', 'tableHeader'], asPart('tableCell')),
  cell: (head, inside, read) => cellFrom('tableCell', head, read(inside)),
  head: (head, inside, read) => cellFrom('tableHeader', head, read(inside)),
  pool: ({ its }, inside, read) => ({ type: 'pool', attrs: { draw: numberFrom(its['draw'], 1, 100) ?? 1 }, content: read(inside) }),
  gallery({ its }, inside, read) {
    const content = read(inside)
    if (content.some(({ type }) => type !== 'image')) return undefined
    return { type: 'gallery', ...(its['caption'] && { attrs: { caption: its['caption'].slice(0, 1000) } }), content }
  },
  button({ rest }, inside, read) {
    const href = bare(rest)
    return { type: 'button', attrs: { href: allowedHref(href) ? href : '' }, ...lineFrom(inside, read) }
  },
  embed({ its, rest }) {
    const url = bare(rest)
    if (!allowedEmbed(url)) return undefined
    const said = Object.entries(its).filter(([name]) => name === 'title' || name === 'caption')
    return { type: 'embed', attrs: { url, ...Object.fromEntries(said.map(([name, value]) => [name, value.slice(0, 1000)])) } }
  },
  ...Object.fromEntries(
    Object.entries(callouts).map(([name, tone]) => [
      name,
      ({ rest }: Head, inside: string, read: ReadInside) => {
        const { content } = lineFrom(rest, read)
        const title = content ? [{ type: 'paragraph', content: content.map(bold) }] : []
        const blocks = [...title, ...read(inside)]
        return { type: 'callout', attrs: { tone }, content: blocks.length > 0 ? blocks : [{ type: 'paragraph' }] }
      },
    ]),
  ),
}

/** The parts that stand nowhere but in the block they are of. */
const parts = ['column', 'panel', 'card', 'side', 'tableRow', 'tableCell', 'tableHeader']

/**
 * The block that a container is. Outside of their place, parts are what they hold; what cannot be read is told by
 * `undefined`, and its Markdown stays.
 */
export function readContainer(token: Token, accepts: string | undefined, read: ReadInside): Prose[] | undefined {
  const head = headOf(token.info)
  const node = Object.hasOwn(forms, head.name) ? forms[head.name]!(head, token.content, read) : undefined
  if (!node) return undefined
  const isAtHome = node.type === accepts || (accepts === 'cell' && /^table(Cell|Header)$/.test(node.type))
  if (!parts.includes(node.type) || isAtHome) return [node]
  return (node.content ?? []).flatMap((inner) =>
    inner.type === 'panelTitle'
      ? inner.content
        ? [{ type: 'heading', attrs: { level: 3 }, content: inner.content }]
        : []
      : parts.includes(inner.type)
        ? (inner.content ?? [])
        : [inner],
  )
}

/** A block of parts; what stands in it outside of any part comes into one of its own. */
function holding(type: string, blocks: Prose[], wanted: string[], wrap: (blocks: Prose[]) => Prose): Prose {
  const content: Prose[] = []
  let loose: Prose[] | undefined
  for (const block of blocks) {
    if (wanted.includes(block.type)) {
      content.push(block)
      loose = undefined
    } else if (loose) loose.push(block)
    else content.push(wrap((loose = [block])))
  }
  return { type, ...(content.length > 0 && { content }) }
}

const asPart =
  (type: string) =>
  (content: Prose[]): Prose => ({ type, content })

function cellFrom(type: string, { its }: Head, content: Prose[]): Prose {
  const [colspan, rowspan, width] = [
    numberFrom(its['colspan'], 1, 50),
    numberFrom(its['rowspan'], 1, 500),
    numberFrom(its['width'], 48, 2000),
  ]
  return { type, attrs: { colspan: colspan ?? 1, rowspan: rowspan ?? 1, ...(width && { width }) }, content }
}

const numberFrom = (text: string | undefined, least: number, most: number): number | undefined => {
  const value = Number(text ?? NaN)
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined
}

const bold = (piece: Prose): Prose => ({
  ...piece,
  marks: [...(piece.marks ?? []).filter(({ type }) => type !== 'strong'), { type: 'strong' }],
})

/** An address, within brackets or without. */
const bare = (text: string) => text.trim().replace(/^<(.*)>$/, '$1')

/** One line of Markdown as text; what is more than a line of it stays as it was typed. */
export function lineFrom(line: string, read: (text: string) => Prose[]): { content?: Prose[] } {
  const text = line.trim()
  if (!text) return {}
  const [block, ...more] = read(text)
  if (block?.type === 'paragraph' && more.length === 0) return block.content ? { content: block.content } : {}
  return { content: [{ type: 'text', text }] }
}

const pair = /(?:^|\s)([a-z]+)=("(?:[^"\\]|\\.)*"|[^\s"]+)/gi

/** Reads `name key=value key="more words" other words`. */
export function headOf(info: string): Head {
  const [, name = '', text = ''] = /^(\S*)\s*([\s\S]*)$/.exec(info.trim()) ?? []
  // A title is words, whatever signs there are in it.
  if (name === 'part') return { name, its: {}, rest: text }
  const its: Record<string, string> = {}
  const rest = text.replace(pair, (_, key: string, value: string) => {
    its[key] = value.startsWith('"') ? unquoted(value) : value
    return ' '
  })
  return { name, its, rest: rest.trim() }
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    return text.slice(1, -1)
  }
}

/** `key=value` pairs as `headOf` reads them, without those that say nothing. */
export const pairsOf = (its: Record<string, unknown>): string =>
  Object.entries(its)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(
      ([key, value]) => ` ${key}=${typeof value === 'number' || /^[\w.-]+$/.test(String(value)) ? String(value) : JSON.stringify(value)}`,
    )
    .join('')

/** A container around Markdown, with more colons than any in it. */
export function contained(head: string, inside: string): string {
  const longest = Math.max(2, ...Array.from(inside.matchAll(/^\s*(:{3,})/gm), ([, colons]) => colons!.length))
  const colons = ':'.repeat(longest + 1)
  return [`${colons} ${head}`.trimEnd(), ...(inside ? [inside] : []), colons].join('\n')
}

/** How a block with parts is written; nothing for what is none. `write` writes blocks, `line` text on one line. */
export function containerOf(
  node: Prose,
  write: (blocks: readonly Prose[]) => string,
  line: (content: readonly Prose[]) => string,
): string | undefined {
  const { type, attrs = {}, content = [] } = node
  const inside = (each: (part: Prose) => string | undefined): string | undefined => {
    const pieces = content.map(each)
    return pieces.includes(undefined) ? undefined : pieces.join('\n\n')
  }
  const around = (head: string, text: string | undefined) => (text === undefined ? undefined : contained(head, text))
  const plain = (part: Prose) => contained(part.type, write(part.content ?? []))
  switch (type) {
    case 'columns':
      return around('columns', inside(plain))
    case 'panels':
      return around(
        String(attrs['look']),
        inside(({ content: held = [] }) => {
          const [title, ...blocks] = held
          return title?.type === 'panelTitle' ? contained(`part ${line(title.content ?? [])}`, write(blocks)) : undefined
        }),
      )
    case 'cards':
      return around(
        'cards',
        inside((card) => contained('card', (card.content ?? []).map(plain).join('\n\n'))),
      )
    case 'table':
      return around(
        'table',
        inside((row) =>
          contained(
            'row',
            (row.content ?? [])
              .map((cell) => {
                const { colspan, rowspan, width } = cell.attrs ?? {}
                const its = { colspan: colspan === 1 ? null : colspan, rowspan: rowspan === 1 ? null : rowspan, width }
                return contained(`${cell.type === 'tableHeader' ? 'head' : 'cell'}${pairsOf(its)}`, write(cell.content ?? []))
              })
              .join('\n\n'),
          ),
        ),
      )
    case 'pool':
      return contained(`pool${pairsOf({ draw: attrs['draw'] })}`, write(content))
    case 'gallery':
      return contained(`gallery${pairsOf({ caption: attrs['caption'] })}`, write(content))
    case 'button':
      return contained(`button${attrs['href'] ? ` <${String(attrs['href'])}>` : ''}`, line(content))
    case 'embed':
      return attrs['url']
        ? contained(`embed <${String(attrs['url'])}>${pairsOf({ title: attrs['title'], caption: attrs['caption'] })}`, '')
        : undefined
    default:
      return undefined
  }
}

/** Teaches markdown-it `::: name`. One that is never closed reaches to the end of what it stands in, as a fence does. */
export function withContainers(markdown: MarkdownIt): void {
  markdown.block.ruler.before(
    'fence',
    'container',
    (state, startLine, endLine, silent) => {
      const lineAt = (line: number) => state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line])
      const indentOf = (line: number) => state.sCount[line]! - state.blkIndent
      if (indentOf(startLine) >= 4) return false
      const first = lineAt(startLine)
      const opened = first.startsWith(':::') ? /^(:+)[ \t]*([a-z]+)(?=\s|$)/.exec(first) : null
      if (!opened || !Object.hasOwn(forms, opened[2]!)) return false
      if (silent) return true
      let line = startLine + 1
      let isClosed = false
      for (; line < endLine && !isClosed; line++) {
        const text = lineAt(line)
        if (text && indentOf(line) < 0) break
        isClosed = text.trimEnd() === opened[1]
      }
      const last = isClosed ? line - 1 : line
      const token = state.push('container', 'div', 0)
      token.markup = opened[1]!
      token.info = first.slice(opened[1]!.length)
      token.content = state.getLines(startLine + 1, last, state.sCount[startLine]!, false)
      token.map = [startLine, line]
      state.line = line
      return true
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  )
}
