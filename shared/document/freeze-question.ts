import * as Y from 'yjs'
import type { BlockId } from '../id.ts'
import { childrenOf } from './positions.ts'
import { blockIdOf, hashOfProse, type Prose } from './prose.ts'
import {
  acceptedBy,
  hasChoices,
  kindOf,
  mayShuffle,
  type QuestionKey,
  type QuestionKind,
  saysSomething,
  type Solution,
} from './question.ts'

// Parts a question into what is asked and what is the key. Whatever the order of things would give away (what belongs
// to what, what comes first) is asked in an order that only depends on the words.

/** What freezing a lesson lends to freezing one of its questions. */
export type Freezing = {
  idOf: (element: Y.XmlElement) => BlockId
  blocksIn: (element: Y.XmlElement) => Prose[]
  block: (element: Y.XmlElement) => Prose[]
  /** `onBlank` hears every blank; without it blanks are left out. */
  inline: (element: Y.XmlElement, id: BlockId, onBlank?: (blank: BlockId, accept: string[]) => void) => Prose[]
}

/** `node` is the question with its public attributes and without content. */
export function freezeQuestion(element: Y.XmlElement, node: Prose, freezing: Freezing): { shown: Prose; key: QuestionKey } {
  const kind = kindOf(node.attrs?.['kind'])
  const parts = new Parts(kind, freezing)
  for (const child of childrenOf(element)) if (child instanceof Y.XmlElement) parts.take(child)
  const { hints, explanation, rubric, feedback } = parts
  const { shuffle, unit, ...attrs } = node.attrs ?? {}
  const solution = parts.solution(element)
  return {
    shown: {
      ...node,
      attrs: {
        ...attrs,
        shuffle: shuffle === true && mayShuffle(kind),
        ...(kind === 'number' && unit !== undefined && { unit }),
        ...(hints.length > 0 && { hints: hints.length }),
      },
      content: parts.content(),
    },
    key: {
      ...(solution && { solution }),
      ...(Object.keys(feedback).length > 0 && { feedback }),
      ...(hints.length > 0 && { hints }),
      ...(explanation.length > 0 && { explanation }),
      ...(rubric.length > 0 && { rubric }),
    },
  }
}

type Pairs = { prompt: BlockId; words: string }[]

class Parts {
  readonly hints: Prose[] = []
  readonly explanation: Prose[] = []
  readonly rubric: Prose[] = []
  readonly feedback: Record<string, Prose[]> = {}
  private readonly asked: Prose[] = []
  private readonly sorted: Prose[] = []
  private readonly matches = new Map<string, Prose>()
  private readonly pairs: Pairs = []
  private readonly correct: BlockId[] = []
  private readonly blanks: { blank: BlockId; accept: string[] }[] = []
  private readonly areas: { x: number; y: number; w: number; h: number }[] = []
  private choice: BlockId | undefined

  private readonly kind: QuestionKind
  private readonly freezing: Freezing

  constructor(kind: QuestionKind, freezing: Freezing) {
    this.kind = kind
    this.freezing = freezing
  }

  take(child: Y.XmlElement) {
    const { kind, freezing } = this
    switch (child.nodeName) {
      case 'stem':
        return void this.asked.push(this.words(child, true))
      case 'choice':
        return hasChoices(kind) && this.takeChoice(child)
      case 'feedback':
        return hasChoices(kind) && this.takeFeedback(child)
      case 'sortItem':
        return kind === 'ordering' && this.sorted.push(this.words(child))
      case 'pair':
        return kind === 'matching' && this.takePair(child)
      case 'spotImage':
        return kind === 'hotspot' && this.asked.push(...freezing.block(child))
      case 'area':
        return kind === 'hotspot' && this.areas.push(areaOf(child))
      case 'hint': {
        const hint = this.words(child)
        return saysSomething(hint) && this.hints.push({ ...hint, type: 'paragraph' })
      }
      case 'explanation':
        return void this.explanation.push(...freezing.blocksIn(child))
      case 'rubric':
        return void this.rubric.push(...freezing.blocksIn(child))
      case 'prompt':
      case 'match':
        return
      default:
        return void this.asked.push(...freezing.block(child))
    }
  }

  private words(element: Y.XmlElement, isStem = false): Prose {
    const id = this.freezing.idOf(element)
    const onBlank = (blank: BlockId, accept: string[]) => void this.blanks.push({ blank, accept })
    return {
      type: element.nodeName,
      attrs: { id },
      content: this.freezing.inline(element, id, isStem && this.kind === 'fill' ? onBlank : undefined),
    }
  }

  private takeChoice(element: Y.XmlElement) {
    const choice = this.words(element)
    this.choice = blockIdOf(choice)
    this.asked.push(choice)
    if (this.choice && (element.getAttribute('correct') as unknown) === true) this.correct.push(this.choice)
  }

  /** What stands behind a choice is said of it. */
  private takeFeedback(element: Y.XmlElement) {
    const said = this.words(element)
    if (this.choice && saysSomething(said)) (this.feedback[this.choice] ??= []).push({ ...said, type: 'paragraph' })
  }

  /** What several prompts belong to stands there once. */
  private takePair(element: Y.XmlElement) {
    const sides = [...childrenOf(element)].filter((side) => side instanceof Y.XmlElement)
    const [prompt, match] = ['prompt', 'match'].map((name) => {
      const side = sides.find((one) => one.nodeName === name)
      return side && this.words(side)
    })
    if (!match || !saysSomething(match)) return
    const words = hashOfProse(match)
    if (!this.matches.has(words)) this.matches.set(words, match)
    const asked = prompt && saysSomething(prompt) ? blockIdOf(prompt) : undefined
    if (!prompt || !asked) return
    this.asked.push(prompt)
    this.pairs.push({ prompt: asked, words })
  }

  content(): Prose[] {
    return [...this.asked, ...byWords(this.sorted), ...byWords([...this.matches.values()])]
  }

  solution(element: Y.XmlElement): Solution | undefined {
    switch (this.kind) {
      case 'single':
      case 'multiple':
      case 'trueFalse':
        return { by: 'choices', right: this.correct }
      case 'ordering':
        return { by: 'order', right: this.sorted.flatMap((item) => blockIdOf(item) ?? []) }
      case 'matching':
        return {
          by: 'pairs',
          right: this.pairs.flatMap(({ prompt, words }) => {
            const match = blockIdOf(this.matches.get(words) ?? { type: '' })
            return match ? [{ prompt, match }] : []
          }),
        }
      case 'fill':
        return { by: 'blanks', right: this.blanks }
      case 'number':
        return { by: 'number', right: numberOf(element, 'answer', Number.NaN), tolerance: Math.max(0, numberOf(element, 'tolerance', 0)) }
      case 'hotspot':
        return { by: 'spot', right: this.areas }
      case 'poll':
      case 'open':
      case 'file':
      case 'video':
      case 'wall':
        return undefined
    }
  }
}

const numberOf = (element: Y.XmlElement, name: string, fallback: number): number => {
  const value: unknown = element.getAttribute(name)
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback
}

const areaOf = (element: Y.XmlElement) => ({
  x: numberOf(element, 'x', 40),
  y: numberOf(element, 'y', 40),
  w: numberOf(element, 'w', 20),
  h: numberOf(element, 'h', 20),
})

/** In the order of their hashes, which nobody wrote. */
const byWords = (parts: readonly Prose[]): Prose[] =>
  parts
    .map((part) => ({ part, hash: hashOfProse(part) }))
    .toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ part }) => part)

/** Accepted answers of a blank as it stands in the document. */
export const acceptedIn = (element: Y.XmlElement): string[] => acceptedBy(element.getAttribute('accept') as unknown)
