import type { Prose } from '../../shared/document/prose.ts'
import { mayShuffle, type QuestionKind, questionKinds } from '../../shared/document/question.ts'
import { headOf, lineFrom, pairsOf } from './containers.ts'

// Questions as people write them in a fence called `question`, line by line. Both ways stand here, side by side; the form
// is told in docs/rules/interop.md.

type Read = (text: string) => Prose[]
/** What writing a question needs of a writer: text on one line, blocks, and a picture as `![…](…)`. */
type Writer = {
  line: (content: readonly Prose[]) => string
  blocks: (nodes: readonly Prose[]) => string | undefined
  picture: (attrs: Record<string, unknown>) => string | undefined
}

const isKind = (word: string): word is QuestionKind => (questionKinds as readonly string[]).includes(word)
/** Asked in another order each time, where nothing else is said. */
const shufflesByItself = (kind: QuestionKind) => kind === 'single' || kind === 'multiple'

const choiceLine = /^- \[([ xX])\](?: (.*))?$/
const pairLine = /^- (?:(.*?) )?=> ?(.*)$/
const itemLine = /^\d{1,4}\. (.*)$/
const feedbackLine = /^ {2}> ?(.*)$/
const hintLine = /^\? (.*)$/
const areaLine = /^@ (.*)$/
const saidLine = /^> ?(.*)$/
const pictureLine = /^!\[.*\)$/

/** The question that a fence holds; nothing where it holds none. `info` is what stands behind its name. */
export function readQuestion(text: string, info: string, read: Read): Prose | undefined {
  const { its, rest } = headOf(`question ${info}`)
  const words = rest.split(/\s+/)
  const content: Prose[] = []
  const lines = text.replace(/\n$/, '').split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    if (saidLine.test(line)) {
      const said: string[] = []
      for (; at < lines.length && saidLine.test(lines[at]!); at++) said.push(saidLine.exec(lines[at]!)![1]!)
      at--
      content.push(saidFrom(said, read))
    } else content.push(...partsFrom(line, read))
  }
  const right = content.filter(({ attrs }) => attrs?.['correct'] === true).length
  const kind = words.find(isKind) ?? (right > 1 ? 'multiple' : 'single')
  if (!words.some(isKind) && !content.some(({ type }) => type === 'choice')) return undefined
  const points = /^\d{1,3}$/.test(its['points'] ?? '') ? Number(its['points']) : 1
  const shuffle = words.includes('shuffled') || (shufflesByItself(kind) && !words.includes('ordered'))
  const [answer, tolerance] = [numberFrom(its['answer']), numberFrom(its['tolerance'])]
  return {
    type: 'question',
    attrs: {
      kind: kind === 'single' && right > 1 ? 'multiple' : kind,
      points,
      shuffle,
      ...(answer !== undefined && { answer }),
      ...(tolerance !== undefined && { tolerance: Math.max(0, tolerance) }),
      ...(its['unit'] && { unit: its['unit'].slice(0, 40) }),
    },
    content,
  }
}

const numberFrom = (text: string | undefined): number | undefined =>
  text !== undefined && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined

/** What is said afterwards, or looked for by whoever judges: `> [!RUBRIC]` begins the latter. */
function saidFrom(lines: string[], read: Read): Prose {
  const isRubric = lines[0]?.trim() === '[!RUBRIC]'
  return { type: isRubric ? 'rubric' : 'explanation', content: read(lines.slice(isRubric ? 1 : 0).join('\n')) }
}

function partsFrom(line: string, read: Read): Prose[] {
  const found = (pattern: RegExp) => pattern.exec(line)
  const choice = found(choiceLine)
  if (choice) return [{ type: 'choice', attrs: { correct: choice[1] !== ' ' }, ...lineFrom(choice[2] ?? '', read) }]
  const pair = found(pairLine)
  if (pair) {
    const prompt = pair[1] === undefined ? [] : [{ type: 'prompt', ...lineFrom(pair[1], read) }]
    return [{ type: 'pair', content: [...prompt, { type: 'match', ...lineFrom(pair[2] ?? '', read) }] }]
  }
  const said = (type: string, pattern: RegExp): Prose[] | undefined => {
    const its = found(pattern)
    return its ? [{ type, ...lineFrom(its[1] ?? '', read) }] : undefined
  }
  const known = said('sortItem', itemLine) ?? said('feedback', feedbackLine) ?? said('hint', hintLine)
  if (known) return known
  const area = found(areaLine)
  if (area) return [{ type: 'area', attrs: areaFrom(headOf(`area ${area[1]!}`).its) }]
  if (pictureLine.test(line)) {
    const [block] = read(line)
    if (block?.type === 'image') {
      const { file, src, alt, width, height } = block.attrs ?? {}
      return [{ type: 'spotImage', attrs: { file, src, alt, width, height } }]
    }
  }
  return line.trim() ? [{ type: 'stem', content: withBlanks(lineFrom(line, read).content ?? []) }] : []
}

function areaFrom(its: Record<string, string>) {
  const within = (text: string | undefined, fallback: number) => Math.min(100, Math.max(0, numberFrom(text) ?? fallback))
  return { x: within(its['x'], 40), y: within(its['y'], 40), w: within(its['w'], 20), h: within(its['h'], 20) }
}

/** `[[one|another]]` is a gap, and what may stand in it. */
function withBlanks(content: Prose[]): Prose[] {
  return content.flatMap((piece): Prose[] => {
    if (piece.text === undefined) return [piece]
    return piece.text.split(/\[\[([^[\]]*)\]\]/).flatMap((text, at): Prose[] => {
      if (at % 2 === 1) return [{ type: 'blank', attrs: { accept: text.slice(0, 1000) } }]
      return text ? [{ ...piece, text }] : []
    })
  })
}

/** A question in lines; nothing for what has no form, which the other one keeps. */
export function writeQuestion({ attrs = {}, content = [] }: Prose, writer: Writer): { info: string; text: string } | undefined {
  const { kind, points, shuffle, answer, tolerance, unit } = attrs
  // Where it came from is kept by the other form alone.
  if (typeof kind !== 'string' || !isKind(kind) || attrs['bank']) return undefined
  const lines = content.map((part) => writtenPart(part, writer))
  if (lines.includes(undefined)) return undefined
  const order = shuffle === shufflesByItself(kind) ? '' : shuffle ? ' shuffled' : mayShuffle(kind) ? ' ordered' : ''
  const its = { points: points === 1 ? null : points, answer, tolerance: tolerance === 0 ? null : tolerance, unit }
  return { info: `question${kind === 'single' ? '' : ` ${kind}`}${pairsOf(its)}${order}`, text: lines.join('\n') }
}

function writtenPart({ type, attrs = {}, content = [] }: Prose, writer: Writer): string | undefined {
  switch (type) {
    case 'stem':
      return writer.line(content)
    case 'choice':
      return `- [${attrs['correct'] ? 'x' : ' '}] ${writer.line(content)}`
    case 'feedback':
      return `  > ${writer.line(content)}`
    case 'hint':
      return `? ${writer.line(content)}`
    case 'sortItem':
      return `1. ${writer.line(content)}`
    case 'pair': {
      const [first, ...others] = content
      const [prompt, match] = first?.type === 'prompt' ? [first, others[0]] : [undefined, first]
      if (match?.type !== 'match' || content.length !== (prompt ? 2 : 1)) return undefined
      return `- ${prompt ? `${writer.line(prompt.content ?? [])} ` : ''}=> ${writer.line(match.content ?? [])}`
    }
    case 'spotImage':
      return writer.picture(attrs)
    case 'area':
      return `@${pairsOf({ x: attrs['x'], y: attrs['y'], w: attrs['w'], h: attrs['h'] })}`
    case 'explanation':
    case 'rubric': {
      const said = writer.blocks(content)
      if (said === undefined) return undefined
      return [...(type === 'rubric' ? ['[!RUBRIC]'] : []), ...said.split('\n')].map((line) => `> ${line}`.trimEnd()).join('\n')
    }
    default:
      return undefined
  }
}
