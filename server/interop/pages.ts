import path from 'node:path'
import { allowedHref } from '../../shared/document/addresses.ts'
import { sniff } from '../files/service.ts'
import { type Archive, hasUtf16Mark } from './archive.ts'
import { decodeURIComponentSafely, type Source } from './inline.ts'
import { type Part, readMarkdown } from './markdown.ts'

// One Markdown file: its settings, its text, and the pictures beside it.

export type Page = {
  path: string
  title: string | undefined
  order: number | undefined
  parts: Part[]
  /** What the lesson was called by where it was exported: links name it so. */
  formerId?: string | undefined
}
/** What the lessons show: an image block names its picture by the key in `attrs.file` until it is stored. */
export type Pictures = Map<string, { name: string; bytes: Uint8Array }>

/** Settings that say where a page goes, under the names that common site generators give them. */
const orderings = ['order', 'weight', 'nav_order', 'sidebar_position']

/** Reads a file; puts the pictures it shows into `pictures` and tells `note` what could not be taken over. */
export function readPage(
  { path: file, bytes }: Archive['texts'][number],
  note: Source['note'],
  archive: Archive,
  pictures: Pictures,
): Page {
  const { text, isUtf8 } = decode(bytes)
  if (!isUtf8) note('file.encoding', path.posix.basename(file))
  const { head, body, line } = parted(text)
  const formerId = /^[0-9a-z]{12}$/.exec(head['id'] ?? '')?.[0]
  const settings = Object.keys(head).filter((key) => key !== 'title' && !(key === 'id' && formerId) && !orderings.includes(key))
  if (settings.length > 0) note('frontMatter', settings.join(', '), 1)
  const order = Number(orderings.map((key) => head[key]).find(Boolean))
  const source = { file, note, picture: picturesOf(file, note, archive, pictures) }
  return {
    path: file,
    title: head['title'],
    order: Number.isFinite(order) ? order : undefined,
    parts: readMarkdown(body, source, line),
    formerId,
  }
}

export function decode(bytes: Uint8Array): { text: string; isUtf8: boolean } {
  if (hasUtf16Mark(bytes)) return { text: new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes), isUtf8: true }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isUtf8: true }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), isUtf8: false }
  }
}

/** The settings at the head of a file (simple `key: value` lines of YAML) and the text below; `line` is where that begins. */
function parted(text: string): { head: Record<string, string>; body: string; line: number } {
  const found = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(\r?\n|$)/.exec(text)
  const lines = found?.[1]!.split(/\r?\n/) ?? []
  // A divider at the top of a text is no head: every line of one is a setting, a part of one, or a comment.
  if (!found || !lines.every((one) => /^([\w-]+\s*:|\s|#|-\s|$)/.test(one))) return { head: {}, body: text, line: 1 }
  const pairs = lines.flatMap((one) => {
    const pair = /^([\w-]+)\s*:\s*(.*)$/.exec(one)
    return pair ? [[pair[1]!.toLowerCase(), pair[2]!.replace(/^(["'])(.*)\1$/, '$2').trim()]] : []
  })
  return { head: Object.fromEntries(pairs) as Record<string, string>, body: text.slice(found[0].length), line: found[0].split('\n').length }
}

/** Finds pictures beside a file, and takes note of those that cannot be shown. */
export function picturesOf(file: string, note: Source['note'], archive: Archive, pictures: Pictures): Source['picture'] {
  const take = (key: string, name: string, bytes: Uint8Array, alt: string, line: number | undefined) => {
    if (!sniff(bytes).startsWith('image/')) {
      note('image.broken', name, line)
      return { missing: true } as const
    }
    pictures.set(key, { name, bytes })
    return { image: { type: 'image', attrs: { file: key, alt: alt.slice(0, 1000) } } }
  }
  return (address, alt, line) => {
    const inline = /^data:image\/[\w+.-]+;base64,([A-Za-z0-9+/=\s]+)$/.exec(address)
    if (inline) return take(`${file}#${pictures.size}`, 'picture', Buffer.from(inline[1]!, 'base64'), alt, line)
    if (/^(https?:)?\/\//i.test(address)) {
      const remote = address.startsWith('//') ? `https:${address}` : address
      note('image.remote', remote, line)
      return allowedHref(remote) ? { remote } : { missing: true }
    }
    const wanted = decodeURIComponentSafely(address.split(/[?#]/)[0]!)
    const place = path.posix.normalize(wanted.startsWith('/') ? wanted.slice(1) : path.posix.join(path.posix.dirname(file), wanted))
    const bytes = archive.pictures.get(place)
    if (bytes) return take(place, path.posix.basename(place), bytes, alt, line)
    note(archive.others.includes(place) ? 'image.broken' : 'image.missing', wanted, line)
    return { missing: true }
  }
}
