import * as sha256 from 'lib0/hash/sha256'
import { fileAt } from '../file-addresses.ts'
import type { BlockId } from '../id.ts'
import { lessonOfHref } from './addresses.ts'

// Rich text as plain JSON, in ProseMirror's form. The player reads this file, so nothing here knows Yjs or ProseMirror.

/** A node of rich text: a block, or a piece of text with its marks. */
export type Prose = { type: string; attrs?: Record<string, unknown>; content?: Prose[]; text?: string; marks?: ProseMark[] }
export type ProseMark = { type: string; attrs?: Record<string, unknown> }

const textBlocks: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'mathsBlock',
  'button',
  'panelTitle',
  'cue',
  'chapter',
  'stem',
  'choice',
  'feedback',
  'sortItem',
  'prompt',
  'match',
  'hint',
])
/** A block that holds text itself, rather than other blocks. Passages and text hashes speak of these. */
export const isTextBlock = (name: string) => textBlocks.has(name)

/** A block whose text is written for a program: line feeds count, and no words are bold. */
export const isSource = (name: string) => name === 'codeBlock' || name === 'mathsBlock'

/** The attributes of a node, or none. */
export const attrsOf = (node: Prose): Record<string, unknown> => node.attrs ?? {}
export const blockIdOf = (node: Prose): BlockId | undefined =>
  typeof node.attrs?.['id'] === 'string' ? (node.attrs['id'] as BlockId) : undefined // ids enter a document by its own verbs

/**
 * The plain text of one text block: what a passage's offsets count, in UTF-16 units.
 *
 * Everything inline that is no text (a line break) counts as one line feed, so that offsets agree with Yjs and ProseMirror.
 */
export function textOfBlock(block: Prose): string {
  let text = ''
  for (const child of block.content ?? []) text += child.text ?? '\n'
  return text
}

/** Every text block below a node, in reading order. */
export function* textBlocksIn(node: Prose): Generator<Prose> {
  if (isTextBlock(node.type)) yield node
  else for (const child of node.content ?? []) yield* textBlocksIn(child)
}

/** All text below a node, one line a text block. */
export const textOf = (node: Prose): string => Array.from(textBlocksIn(node), textOfBlock).join('\n')

/** How many words a reader meets below a node; each Chinese or Japanese character counts as one. */
export const words = (node: Prose): number =>
  textOf(node).match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}](?:[\p{L}\p{N}'’-]*[\p{L}\p{N}])?/gu)?.length ?? 0

/** Every node below a node, itself first. */
export function* nodesIn(node: Prose): Generator<Prose> {
  yield node
  for (const child of node.content ?? []) yield* nodesIn(child)
}

/** Ids of the stored files that a text shows. */
export const filesIn = (node: Prose): string[] => {
  const files = new Set<string>()
  for (const { attrs } of nodesIn(node)) {
    if (typeof attrs?.['file'] === 'string' && attrs['file']) files.add(attrs['file'])
    // What an address shows counts, whatever stands beside it.
    for (const url of [attrs?.['src'], attrs?.['poster']]) {
      const at = fileAt(url)
      if (at) files.add(at.id)
    }
  }
  return [...files]
}

/** Ids of the lessons that links and buttons lead to. */
export const lessonsLinkedIn = (node: Prose): string[] =>
  Array.from(nodesIn(node)).flatMap(({ attrs, marks }) =>
    [attrs?.['href'], ...(marks ?? []).map((mark) => mark.attrs?.['href'])].flatMap((href) => lessonOfHref(href) ?? []),
  )

/** The same text with other addresses: `there` says where one leads now, and undefined that it leads nowhere. */
export function withHrefs(node: Prose, there: (href: string) => string | undefined): Prose {
  const moved = ({ attrs, ...mark }: ProseMark): ProseMark[] => {
    if (mark.type !== 'link' || typeof attrs?.['href'] !== 'string') return [{ ...mark, ...(attrs && { attrs }) }]
    const href = there(attrs['href'])
    return href === undefined ? [] : [{ ...mark, attrs: { ...attrs, href } }]
  }
  const { marks, ...rest } = node
  const kept = marks?.flatMap(moved)
  return {
    ...rest,
    ...(typeof node.attrs?.['href'] === 'string' && { attrs: { ...node.attrs, href: there(node.attrs['href']) ?? '' } }),
    ...(kept?.length && { marks: kept }),
    ...(node.content && { content: node.content.map((child) => withHrefs(child, there)) }),
  }
}

/** JSON with its keys in order, so that equal values read alike. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, held]) => held !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`)
    .join(',')}}`
}

/** What a value says, as 64 hexadecimal digits of SHA-256 over its canonical JSON. */
export function hashOf(value: unknown): string {
  const bytes = sha256.digest(new TextEncoder().encode(canonicalJson(value)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What a text says, whoever and whatever its ids are: a paragraph that was retyped word for word hashes as before. */
export const hashOfProse = (node: Prose): string => hashOf(withoutIds(node))

function withoutIds({ attrs, content, ...node }: Prose): unknown {
  const { id: _, ...rest } = attrs ?? {}
  return { ...node, ...(Object.keys(rest).length > 0 && { attrs: rest }), ...(content && { content: content.map(withoutIds) }) }
}
