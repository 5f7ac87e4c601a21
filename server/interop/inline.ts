import type { Token } from 'markdown-it'
import { pictureIn } from './html.ts'
import type { ImportNote } from '../../shared/interop.ts'
import { allowedHref, lessonOfHref } from '../../shared/document/addresses.ts'
import { courseOfHref, isPersonHref } from '../../shared/document/names.ts'
import type { Prose, ProseMark } from '../../shared/document/prose.ts'

/** Where a text comes from and what happens to what it refers to. */
export type Source = {
  file: string
  note: (kind: ImportNote['kind'], what: string, line?: number) => void
  /** The picture at an address as it stands in the text, or what to put in its place. */
  picture: (address: string, alt: string, line: number | undefined) => { image: Prose } | { remote: string } | { missing: true }
}

const marks: Record<string, string> = { strong: 'strong', em: 'em', s: 'strike' }
/** The tags that say no more than a mark of ours. */
const tags: Record<string, string> = {
  strong: 'strong',
  b: 'strong',
  em: 'em',
  i: 'em',
  s: 'strike',
  del: 'strike',
  u: 'underline',
  code: 'code',
}

/**
 * One line of Markdown as blocks: runs of text, and pictures between them.
 *
 * Courses hold pictures as blocks of their own, so a picture within a sentence parts it.
 */
export function inlineOf(tokens: Token[], source: Source, line: number | undefined): (Prose[] | Prose)[] {
  const parts: (Prose[] | Prose)[] = []
  let run: Prose[] = []
  const held: ProseMark[] = []
  // A link that is not taken over still closes, so both kinds are counted.
  const links: boolean[] = []
  const say = (text: string, extra: ProseMark[] = []) => {
    const all = [...held, ...extra]
    const last = run.at(-1)
    if (text && last?.text && JSON.stringify(last.marks ?? []) === JSON.stringify(all)) last.text += text
    else if (text) run.push({ type: 'text', text, ...(all.length > 0 && { marks: all }) })
  }
  const endRun = () => {
    if (run.some((piece) => piece.type !== 'text' || piece.text?.trim())) parts.push(run)
    run = []
  }

  for (const token of tokens) {
    const { type, content } = token
    const name = type.replace(/_(open|close)$/, '')
    if (type === 'text') say(content)
    else if (type === 'softbreak') say(' ')
    else if (type === 'hardbreak') run.push({ type: 'hardBreak' })
    else if (type === 'code_inline') say(content, [{ type: 'code' }])
    else if (type === 'maths') say(content, [{ type: 'maths' }])
    else if (type === 'link_open') {
      const href = hrefOf(token, source, line)
      links.push(href !== undefined)
      if (href !== undefined) held.push({ type: 'link', attrs: { href } })
    } else if (type === 'link_close') {
      if (links.pop()) drop(held, 'link')
    } else if (type === 'image') {
      const alt = altOf(token)
      const found = source.picture(addressOf(token, 'src'), alt, line)
      if (links.some(Boolean) && 'image' in found) source.note('image.link', alt || addressOf(token, 'src'), line)
      if ('image' in found) {
        endRun()
        parts.push(captioned(found.image, token.attrGet('title')))
      } else if ('remote' in found)
        say(alt || lastPart(found.remote), allowedHref(found.remote) ? [{ type: 'link', attrs: { href: found.remote } }] : [])
      else say(alt)
    } else if (type === 'html_inline') html(content)
    else if (marks[name]) {
      if (token.nesting === 1) held.push({ type: marks[name] })
      else drop(held, marks[name])
    } else say(content)
  }
  endRun()
  return parts.length > 1 ? parts.map((part) => (Array.isArray(part) ? trimmed(part) : part)) : parts

  function html(tag: string) {
    if (/^<br\s*\/?>$/i.test(tag)) return run.push({ type: 'hardBreak' })
    const mark = /^<(\/?)(strong|b|em|i|s|del|u|code)>$/i.exec(tag)
    if (mark?.[1]) return drop(held, tags[mark[2]!.toLowerCase()]!)
    if (mark) return held.push({ type: tags[mark[2]!.toLowerCase()]! })
    const image = pictureIn(tag)
    if (image) {
      const found = source.picture(image.src, image.alt, line)
      if ('image' in found) {
        endRun()
        return parts.push(found.image)
      }
      if ('remote' in found) return say(image.alt || lastPart(found.remote), [{ type: 'link', attrs: { href: found.remote } }])
      return say(image.alt)
    }
    if (!tag.startsWith('<!--') && !tag.startsWith('</')) source.note('html', tag, line)
    return undefined
  }
}

/** A picture's description without Markdown's signs. */
const altOf = (token: Token) => (token.children ?? []).map(({ type, content }) => (type === 'softbreak' ? ' ' : content)).join('')

/** The words in quotes behind a picture's address stand below it. */
const captioned = (image: Prose, title: string | number | null): Prose =>
  title ? { ...image, attrs: { ...image.attrs, caption: String(title).slice(0, 1000) } } : image

const addressOf = (token: Token, attribute: string) => String(token.attrGet(attribute) ?? '')
const lastPart = (address: string) => decodeURIComponentSafely(address.split(/[?#]/)[0]!.split('/').filter(Boolean).at(-1) ?? address)

/** An address as written, with its escapes read; what is no proper escape stays. */
export function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Where a link leads, or nothing when only its words stay. */
function hrefOf(token: Token, source: Source, line: number | undefined): string | undefined {
  const href = addressOf(token, 'href')
  const isElsewhere = /^(https?:|mailto:|tel:)/i.test(href)
  if (isElsewhere && allowedHref(href)) return href
  // As our own exports write them: somebody's name, another course, another lesson.
  if (isPersonHref(href) || courseOfHref(href) || lessonOfHref(href)) return href
  source.note(/^[a-z][a-z0-9+.-]*:/i.test(href) ? 'link.refused' : 'link.relative', decodeURIComponentSafely(href), line)
  return undefined
}

function drop(held: ProseMark[], type: string) {
  const at = held.findLastIndex((mark) => mark.type === type)
  if (at !== -1) held.splice(at, 1)
}

/** Without the spaces that parting a sentence leaves at its ends. */
function trimmed(run: Prose[]): Prose[] {
  const pieces = run.map((piece) => ({ ...piece }))
  const first = pieces[0]
  const last = pieces.at(-1)
  if (first?.text) first.text = first.text.trimStart()
  if (last?.text) last.text = last.text.trimEnd()
  return pieces.filter((piece) => piece.type !== 'text' || piece.text)
}
