import type { Token } from 'markdown-it'
import { blockFromJson } from '../../shared/document/from-json.ts'
import type { Prose } from '../../shared/document/prose.ts'
import type { Source } from './inline.ts'

// Fenced blocks that are more than code: questions in a form that people write by hand, and every block that Markdown
// has no form for as JSON. Both forms are told in docs/rules/interop.md.

/** Reads Markdown as blocks: lent by who reads the fence, for what stands in one is Markdown again. */
type Read = (text: string) => Prose[]

/** The word behind the fence of a block that is written as JSON. */
export const jsonFence = 'colloquy'

/** The block that a fence holds, or nothing when it is code. */
export function readFence(token: Token, source: Source, read: Read): Prose | undefined {
  const [name, ...words] = token.info.trim().split(/\s+/)
  if (name === 'question') return readQuestion(token.content, words, read)
  return name === jsonFence ? readJson(token.content, source) : undefined
}

const choiceLine = /^- \[([ xX])\](?: (.*))?$/

/**
 * A question as people write it: lines that ask, `- [ ]` choices, `- [x]` right ones, and a quote that explains.
 *
 * Behind the fence: `multiple`, `points=2`, and `ordered` where the choices keep their order.
 */
function readQuestion(text: string, words: string[], read: Read): Prose | undefined {
  const lines = text.replace(/\n$/, '').split('\n')
  const content: Prose[] = []
  const said: string[] = []
  for (const line of lines) {
    const choice = choiceLine.exec(line)
    if (line.startsWith('>')) said.push(line.replace(/^> ?/, ''))
    else if (choice) content.push({ type: 'choice', attrs: { correct: choice[1] !== ' ' }, ...inlineFrom(choice[2] ?? '', read) })
    else if (line.trim()) content.push({ type: 'stem', ...inlineFrom(line, read) })
  }
  if (!content.some(({ type }) => type === 'choice')) return undefined
  if (said.length > 0) content.push({ type: 'explanation', content: read(said.join('\n')) })
  const several = content.filter(({ attrs }) => attrs?.['correct'] === true).length > 1
  const points = Number(/^points=(\d{1,3})$/.exec(words.find((word) => word.startsWith('points=')) ?? '')?.[1] ?? 1)
  const kind = several || words.includes('multiple') ? 'multiple' : 'single'
  return { type: 'question', attrs: { kind, points, shuffle: !words.includes('ordered') }, content }
}

/** One line as the text of a stem or a choice. What is no plain paragraph stays as it was typed. */
function inlineFrom(line: string, read: Read): { content?: Prose[] } {
  const [block, ...more] = read(line)
  if (block?.type === 'paragraph' && more.length === 0) return block.content ? { content: block.content } : {}
  return line.trim() ? { content: [{ type: 'text', text: line.trim() }] } : {}
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
  return { ...block, attrs: { ...attrs, ...('image' in found && { ...found.image.attrs, alt: attrs['alt'] ?? '' }) }, ...content }
}
