import type { Token } from 'markdown-it'
import { blockFromJson } from '../../shared/document/from-json.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { schema } from '../../shared/document/schema.ts'
import type { Source } from './inline.ts'
import { readQuestion } from './question-form.ts'

// Fenced blocks that are more than code: questions in a form that people write by hand, and every block that Markdown
// has no form for as JSON. Both forms are told in docs/rules/interop.md.

/** Reads Markdown as blocks: lent by who reads the fence, for what stands in one is Markdown again. */
type Read = (text: string) => Prose[]

/** The word behind the fence of a block that is written as JSON. */
export const jsonFence = 'colloquy'

/** The block that a fence holds, or nothing when it is code. */
export function readFence(token: Token, source: Source, read: Read): Prose | undefined {
  const [name, ...words] = token.info.trim().split(/\s+/)
  if (name === 'question') return readQuestion(token.content, words.join(' '), read)
  return name === jsonFence ? readJson(token.content, source) : undefined
}

function readJson(text: string, source: Source): Prose | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const block = blockFromJson(value)
  return block && withFiles(block, source)
}

/** Files are named by their place beside the text, as in `![…](…)`; one that is not there leaves its block empty. */
function withFiles(block: Prose, source: Source): Prose {
  const { file } = block.attrs ?? {}
  const content = block.content && { content: block.content.map((inner) => withFiles(inner, source)) }
  if (typeof file !== 'string' || !file) return { ...block, ...content }
  const found = source.picture(file, '', undefined)
  const { file: _, ...attrs } = block.attrs ?? {}
  // A film has no description, and no block gets what it has no place for.
  const known = schema.nodes[block.type]?.spec.attrs ?? {}
  const its = 'image' in found ? Object.entries({ ...found.image.attrs, alt: attrs['alt'] ?? '' }) : []
  return { ...block, attrs: { ...attrs, ...Object.fromEntries(its.filter(([name]) => Object.hasOwn(known, name))) }, ...content }
}
