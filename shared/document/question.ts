import type { BlockId } from '../id.ts'
import { attrsOf, blockIdOf, nodesIn, type Prose, textOfBlock } from './prose.ts'

// What a question is, of whatever kind: which parts make it up, and what keeps it from being asked.

/** `wall`: short answers that learners see of one another. */
export const questionKinds = [
  'single',
  'multiple',
  'trueFalse',
  'ordering',
  'matching',
  'fill',
  'number',
  'hotspot',
  'poll',
  'open',
  'file',
  'video',
  'wall',
] as const
export type QuestionKind = (typeof questionKinds)[number]

/** The kind that a document says; what this program does not know is asked as a single choice. */
export const kindOf = (kind: unknown): QuestionKind => questionKinds.find((one) => one === kind) ?? 'single'

/** Kinds whose answer is one of, or some of, the choices. */
export const hasChoices = (kind: QuestionKind) => kind === 'single' || kind === 'multiple' || kind === 'trueFalse' || kind === 'poll'
/** Kinds that a person judges, later. */
export const isForCoach = (kind: QuestionKind) => kind === 'open' || kind === 'file' || kind === 'video'
/** Kinds that nobody judges: they ask what people think. */
export const isOpinion = (kind: QuestionKind) => kind === 'poll' || kind === 'wall'
/** Kinds where the author says whether each learner sees another order; things to sort always lie in another one. */
export const mayShuffle = (kind: QuestionKind) => kind === 'single' || kind === 'multiple' || kind === 'poll'

/** A rectangle on a picture, in hundredths of its width and height. */
export type Area = { x: number; y: number; w: number; h: number }

/** What is right. Server only, until the question was answered. */
export type Solution =
  | { by: 'choices'; right: BlockId[] }
  | { by: 'order'; right: BlockId[] }
  | { by: 'pairs'; right: { prompt: BlockId; match: BlockId }[] }
  | { by: 'blanks'; right: { blank: BlockId; accept: string[] }[] }
  | { by: 'number'; right: number; tolerance: number }
  | { by: 'spot'; right: Area[] }

/** All that a question keeps to itself. `feedback` goes by choice, `hints` stand in their order. Server only. */
export type QuestionKey = {
  solution?: Solution
  feedback?: Record<string, Prose[]>
  hints?: Prose[]
  explanation?: Prose[]
  rubric?: Prose[]
}

/** Questions of which only some are asked. */
export type Pool = { id: BlockId; draw: number; questions: BlockId[] }

/** What keeps a question from being asked. */
export type QuestionFault =
  | 'question.noStem'
  | 'question.tooFewChoices'
  | 'question.emptyChoice'
  | 'question.noCorrect'
  | 'question.severalCorrect'
  | 'question.tooFewItems'
  | 'question.emptyItem'
  | 'question.tooFewPairs'
  | 'question.emptyPair'
  | 'question.noBlank'
  | 'question.emptyBlank'
  | 'question.noNumber'
  | 'question.noPicture'
  | 'question.noArea'
  | 'pool.tooFew'

/** What a blank takes, as its author wrote it: several answers divided by bars. */
export const acceptedBy = (accept: unknown): string[] =>
  typeof accept === 'string'
    ? [...new Set(accept.split('|').map((one) => one.trim()))].filter((one) => one !== '').map((one) => one.slice(0, 200))
    : []

/** Whether a typed answer is one of the accepted ones: capitals, spaces, kinds of quotes and a full stop do not matter. */
export const isAccepted = (text: string, accept: readonly string[]): boolean => {
  const typed = plain(text)
  return typed !== '' && accept.some((one) => plain(one) === typed)
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLocaleLowerCase('en')
    .replace(/[‘’‚`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<=.)[.,;:!?]+$/, '')

/** Inline content that says something. */
export const saysSomething = (part: Prose) =>
  textOfBlock(part).trim() !== '' || (part.content ?? []).some((child) => child.type === 'blank')

/** A frozen pool as a pool; nothing when it holds no question. */
export function poolOf(node: Prose): Pool | undefined {
  const questions = (node.content ?? []).flatMap((child) => (child.type === 'question' ? (blockIdOf(child) ?? []) : []))
  const id = blockIdOf(node)
  return node.type === 'pool' && id && questions.length > 0
    ? { id, draw: Math.max(1, Number(attrsOf(node)['draw'] ?? 1)), questions }
    : undefined
}

/** The pools of a frozen lesson. */
export const poolsIn = (lesson: Prose): Pool[] => [...nodesIn(lesson)].flatMap((node) => poolOf(node) ?? [])

/** A pair's two sides; either may be missing. */
export const sidesOf = (pair: Prose) => ({
  prompt: pair.content?.find((side) => side.type === 'prompt'),
  match: pair.content?.find((side) => side.type === 'match'),
})

/** Judges a question as its author wrote it: while it is written, and again when the course is published. */
export function faultsOfQuestion(question: Prose): QuestionFault[] {
  const kind = kindOf(attrsOf(question)['kind'])
  const parts = question.content ?? []
  const faults: QuestionFault[] = []
  if (!parts.some((part) => part.type === 'stem' && saysSomething(part))) faults.push('question.noStem')
  return [...faults, ...faultsByKind(kind, question, (type) => parts.filter((part) => part.type === type))]
}

function faultsByKind(kind: QuestionKind, question: Prose, all: (type: string) => Prose[]): QuestionFault[] {
  if (hasChoices(kind)) return faultsOfChoices(kind, all('choice'))
  if (kind === 'ordering') {
    const items = all('sortItem')
    return [...when(items.length < 2, 'question.tooFewItems'), ...when(!items.every(saysSomething), 'question.emptyItem')]
  }
  if (kind === 'matching') {
    const pairs = all('pair').map(sidesOf)
    const asked = pairs.filter(({ prompt }) => prompt && saysSomething(prompt))
    const isWhole = pairs.every(({ match }) => match && saysSomething(match))
    return [...when(asked.length < 2, 'question.tooFewPairs'), ...when(!isWhole, 'question.emptyPair')]
  }
  if (kind === 'fill') {
    const blanks = all('stem').flatMap((stem) => [...nodesIn(stem)].filter((node) => node.type === 'blank'))
    const isEmpty = blanks.some((blank) => acceptedBy(attrsOf(blank)['accept']).length === 0)
    return [...when(blanks.length === 0, 'question.noBlank'), ...when(isEmpty, 'question.emptyBlank')]
  }
  if (kind === 'number') return when(!Number.isFinite(attrsOf(question)['answer']), 'question.noNumber')
  if (kind === 'hotspot')
    return [
      ...when(!all('spotImage').some((image) => attrsOf(image)['src']), 'question.noPicture'),
      ...when(all('area').length === 0, 'question.noArea'),
    ]
  return []
}

function faultsOfChoices(kind: QuestionKind, choices: Prose[]): QuestionFault[] {
  const correct = choices.filter((choice) => attrsOf(choice)['correct'] === true).length
  return [
    ...when(choices.length < 2, 'question.tooFewChoices'),
    ...when(!choices.every(saysSomething), 'question.emptyChoice'),
    ...when(kind !== 'poll' && correct === 0, 'question.noCorrect'),
    ...when((kind === 'single' || kind === 'trueFalse') && correct > 1, 'question.severalCorrect'),
  ]
}

const when = (holds: boolean, fault: QuestionFault): QuestionFault[] => (holds ? [fault] : [])
