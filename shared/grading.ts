import { type Answer, type Answered, type Feedback, mostWallLetters, offeredBy, type Verdict } from './assessment.ts'
import { attrsOf, blockIdOf, hashOfProse, nodesIn, type Prose } from './document/prose.ts'
import { isAccepted, isForCoach, kindOf, type QuestionKey, type Solution } from './document/question.ts'
import type { BlockId } from './id.ts'

// How each kind of question is judged. Pure: the server judges by it, and nothing else does.

/** `share` of the points, in [0, 1]; `answer` as it counts, without what was said twice. */
export type Judgement = { answer: Answer; verdict: Verdict; share: number }

/** Judges an answer by the key; nothing when it does not fit the question. */
export function judge(question: Prose, { solution }: QuestionKey, answer: Answer): Judgement | undefined {
  const kind = kindOf(attrsOf(question)['kind'])
  if (kind === 'wall') return answer.by === 'text' && answer.text.length <= mostWallLetters ? told(answer, 'taken') : undefined
  if (isForCoach(kind)) return answer.by === (kind === 'open' ? 'text' : 'file') ? told(answer, 'waiting') : undefined
  if (answer.by === 'choices') return judgeChoices(question, solution, answer, kind === 'multiple', kind === 'poll')
  if (!solution) return undefined
  if (answer.by === 'order' && solution.by === 'order') return judgeOrder(question, solution.right, answer)
  if (answer.by === 'pairs' && solution.by === 'pairs') return judgePairs(question, solution.right, answer)
  if (answer.by === 'blanks' && solution.by === 'blanks') return judgeBlanks(solution.right, answer)
  if (answer.by === 'number' && solution.by === 'number') return judged(answer, isNear(answer.number, solution) ? 1 : 0)
  if (answer.by === 'spot' && solution.by === 'spot') return judged(answer, isIn(answer, solution.right) ? 1 : 0)
  return undefined
}

const told = (answer: Answer, verdict: Verdict): Judgement => ({ answer, verdict, share: 0 })
const judged = (answer: Answer, share: number): Judgement => ({
  answer,
  share,
  verdict: share >= 1 ? 'right' : share > 0 ? 'partly' : 'wrong',
})

const partsOf = (question: Prose, type: string) => (question.content ?? []).filter((part) => part.type === type)
const idsOf = (question: Prose, type: string) => new Set(partsOf(question, type).map(blockIdOf))

/**
 * One choice is right or wrong. Of several, each right one earns its part and each wrong one takes as much away, so that
 * choosing everything earns nothing.
 */
function judgeChoices(
  question: Prose,
  solution: Solution | undefined,
  answer: Answer & { by: 'choices' },
  several: boolean,
  isPoll: boolean,
): Judgement | undefined {
  const offered = idsOf(question, 'choice')
  const choices = [...new Set(answer.choices)]
  if (choices.length === 0 || choices.some((choice) => !offered.has(choice)) || (!several && choices.length > 1)) return undefined
  const once: Answer = { by: 'choices', choices }
  if (isPoll) return told(once, 'taken')
  if (solution?.by !== 'choices') return undefined
  const right = new Set(solution.right)
  const hits = choices.filter((choice) => right.has(choice)).length
  if (!several) return judged(once, hits)
  return judged(once, Math.max(0, (hits - (choices.length - hits)) / Math.max(1, right.size)))
}

/** Each thing in its place earns its part. Things that say the same may change places. */
function judgeOrder(question: Prose, right: readonly string[], answer: Answer & { by: 'order' }): Judgement | undefined {
  const words = new Map(partsOf(question, 'sortItem').map((item) => [String(blockIdOf(item)), hashOfProse(item)]))
  const { order } = answer
  if (order.length !== words.size || new Set(order).size !== words.size || order.some((item) => !words.has(item))) return undefined
  const inPlace = order.filter((item, place) => words.get(item) === words.get(right[place] ?? '')).length
  return judged(answer, inPlace / Math.max(1, right.length))
}

/** Each pair that belongs together earns its part; what is left open earns nothing. */
function judgePairs(
  question: Prose,
  right: readonly { prompt: string; match: string }[],
  answer: Answer & { by: 'pairs' },
): Judgement | undefined {
  const [prompts, matches] = [idsOf(question, 'prompt'), idsOf(question, 'match')]
  const once = new Set(answer.pairs.map(({ prompt }) => prompt))
  if (once.size !== answer.pairs.length || answer.pairs.some(({ prompt, match }) => !prompts.has(prompt) || !matches.has(match)))
    return undefined
  const belongs = new Map(right.map(({ prompt, match }) => [prompt, match]))
  const hits = answer.pairs.filter(({ prompt, match }) => belongs.get(prompt) === match).length
  return judged(answer, hits / Math.max(1, right.length))
}

/** Each blank with one of its accepted answers earns its part. */
function judgeBlanks(right: readonly { blank: string; accept: string[] }[], answer: Answer & { by: 'blanks' }): Judgement | undefined {
  const accepted = new Map(right.map(({ blank, accept }) => [blank, accept]))
  const once = new Set(answer.blanks.map(({ blank }) => blank))
  if (once.size !== answer.blanks.length || answer.blanks.some(({ blank }) => !accepted.has(blank))) return undefined
  const hits = answer.blanks.filter(({ blank, text }) => isAccepted(text, accepted.get(blank) ?? [])).length
  return judged(answer, hits / Math.max(1, right.length))
}

/** Whether a typed number can be read as one that is near enough. */
export const isNear = (text: string, { right, tolerance }: { right: number; tolerance: number }): boolean =>
  readings(text).some((value) => Math.abs(value - right) <= tolerance + 1e-9 * Math.max(1, Math.abs(right)))

const pointed = /^[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d+)?(e[+-]?\d{1,3})?$/
const commaed = /^[+-]?(\d+|\d{1,3}(\.\d{3})+)?(,\d+)?(e[+-]?\d{1,3})?$/

/** What a number can mean: `1,234` is a thousand in one country and little more than one in another. A unit is passed over. */
export function readings(text: string): number[] {
  const bare = text
    .normalize('NFKC')
    .replace(/[\s'’_]/g, '')
    .replace(/−/g, '-')
    .toLowerCase()
  const number = /^[^\d+\-.,]{0,10}?([+-]?[\d.,]+(?:e[+-]?\d{1,3})?)[^\d]{0,20}$/.exec(bare)?.[1]
  if (!number || !/\d/.test(number)) return []
  const read = new Set<number>()
  if (pointed.test(number)) read.add(Number(number.replaceAll(',', '')))
  if (commaed.test(number)) read.add(Number(number.replaceAll('.', '').replace(',', '.')))
  return [...read].filter(Number.isFinite)
}

const isIn = ({ x, y }: { x: number; y: number }, areas: readonly { x: number; y: number; w: number; h: number }[]) =>
  areas.some((area) => x >= area.x && x <= area.x + area.w && y >= area.y && y <= area.y + area.h)

/** What is right, with places instead of ids: a question that is copied or written anew asks the same. */
export function solutionByPlace(question: Prose, solution: Solution | undefined): unknown {
  const places = new Map([...nodesIn(question)].map((node, place) => [String(blockIdOf(node)), place]))
  const placed = (value: unknown): unknown => {
    if (typeof value === 'string') return places.get(value) ?? value
    if (Array.isArray(value)) return value.map(placed)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, placed(held)]))
  }
  return solution ? placed(solution) : null
}

/** Judges an answer; nothing when it is none to this question: other ids, another form, another order than was offered. */
export function answered(question: Prose, key: QuestionKey, answer: Answer, shown: readonly BlockId[] | undefined): Answered | undefined {
  const judged = judge(question, key, answer)
  const offered = offeredBy(question)
  if (!judged || (shown && !isSameSet(shown, offered))) return undefined
  const outOf = Number(attrsOf(question)['points'] ?? 1)
  return {
    answer: judged.answer,
    shown: [...(shown ?? offered)],
    verdict: judged.verdict,
    points: Math.round(judged.share * outOf * 100) / 100,
    outOf,
  }
}

const isSameSet = (some: readonly string[], all: readonly string[]) =>
  some.length === all.length && new Set(some).size === all.length && some.every((one) => all.includes(one))

/** What may be told to somebody who answered so. */
export function feedbackOn(question: BlockId, key: QuestionKey, { answer, shown, verdict, points, outOf }: Answered, at: number): Feedback {
  const chosen = answer.by === 'choices' ? answer.choices : []
  return {
    question,
    answer,
    shown,
    verdict,
    points,
    outOf,
    solution: key.solution ?? null,
    notes: chosen.flatMap((choice) => {
      const said = key.feedback && Object.hasOwn(key.feedback, choice) ? key.feedback[choice] : undefined
      return said ? [{ choice, said }] : []
    }),
    explanation: key.explanation ?? [],
    at,
  }
}

/** The question of a frozen lesson by its id. */
export const questionIn = (lesson: Prose, id: string): Prose | undefined =>
  [...nodesIn(lesson)].find((node) => node.type === 'question' && blockIdOf(node) === id)
