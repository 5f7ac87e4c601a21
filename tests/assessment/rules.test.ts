import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Answer, shuffled } from '../../shared/assessment.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { poolsIn } from '../../shared/document/question.ts'
import { answered, feedbackOn, isNear, readings, solutionByPlace } from '../../shared/grading.ts'
import type { BlockId } from '../../shared/id.ts'
import { canary, frozen, type Kind, questions } from './kinds.ts'

/** How an answer to a question of this kind is judged; `refused` where it is none. */
function judged(kind: Kind, answer: unknown, shown?: string[]) {
  const { lesson } = frozen(questions[kind])
  const question = lesson.public.content![0]!
  const read = Answer.safeParse(answer)
  if (!read.success) return 'refused'
  const told = answered(question, lesson.key[String(question.attrs!['id'])]!, read.data, shown as BlockId[] | undefined)
  return told ? `${told.verdict} ${told.points}` : 'refused'
}
const choices = (...ids: string[]) => ({ by: 'choices', choices: ids })
const order = (...ids: string[]) => ({ by: 'order', order: ids.map((id) => `o-${id}`) })
const pairs = (made: Record<string, string>) => ({
  by: 'pairs',
  pairs: Object.entries(made).map(([prompt, match]) => ({ prompt: `${prompt}-p`, match: `${match}-m` })),
})
const blanks = (days: string, card: string) => ({
  by: 'blanks',
  blanks: [
    { blank: 'f-days', text: days },
    { blank: 'f-card', text: card },
  ],
})

describe('[Q1] every kind of question is judged by its key', () => {
  test.each<[Kind, unknown, string]>([
    ['single', choices('si-a'), 'right 2'],
    ['single', choices('si-b'), 'wrong 0'],
    ['trueFalse', choices('t-yes'), 'right 2'],
    ['trueFalse', choices('t-no'), 'wrong 0'],
    ['multiple', choices('mu-b', 'mu-a'), 'right 2'],
    ['multiple', choices('mu-a'), 'partly 1'],
    ['multiple', choices('mu-a', 'mu-b', 'mu-c'), 'partly 1'],
    ['multiple', choices('mu-a', 'mu-c'), 'wrong 0'],
    ['multiple', choices('mu-a', 'mu-b', 'mu-c', 'mu-d'), 'wrong 0'],
    ['ordering', order('first', 'second', 'third', 'fourth'), 'right 2'],
    ['ordering', order('second', 'first', 'third', 'fourth'), 'partly 1'],
    ['ordering', order('fourth', 'first', 'second', 'third'), 'wrong 0'],
    ['matching', pairs({ de: 'de', fr: 'fr', prussia: 'de' }), 'right 2'],
    ['matching', pairs({ de: 'de', fr: 'decoy', prussia: 'fr' }), 'partly 0.67'],
    ['matching', pairs({ de: 'decoy', fr: 'de', prussia: 'fr' }), 'wrong 0'],
    ['fill', blanks(' A  Fortnight. ', 'CARD'), 'right 2'],
    ['fill', blanks('14 days', 'purse'), 'partly 1'],
    ['fill', blanks('', 'purse'), 'wrong 0'],
    ['number', { by: 'number', number: '1234.9' }, 'right 2'],
    ['number', { by: 'number', number: '1.234,5 kg' }, 'right 2'],
    ['number', { by: 'number', number: '1235.1' }, 'wrong 0'],
    ['number', { by: 'number', number: 'many' }, 'wrong 0'],
    ['hotspot', { by: 'spot', x: 40, y: 30 }, 'right 2'],
    ['hotspot', { by: 'spot', x: 40.1, y: 30 }, 'wrong 0'],
    ['poll', choices('po-a'), 'taken 0'],
    ['open', { by: 'text', text: 'Because we promised.' }, 'waiting 0'],
    ['file', { by: 'file', file: '0190a0a0-0000-7000-8000-000000000000' }, 'waiting 0'],
    ['video', { by: 'file', file: '0190a0a0-0000-7000-8000-000000000000' }, 'waiting 0'],
    ['wall', { by: 'text', text: 'Listen first.' }, 'taken 0'],
  ])('%s %j is %s', (kind, answer, verdict) => {
    expect(judged(kind, answer)).toBe(verdict)
  })
})

describe('[Q2] what is no answer to the question is refused', () => {
  test.each<[Kind, unknown]>([
    ['single', choices('si-a', 'si-b')],
    ['single', choices('si-a', 'si-z')],
    ['single', choices()],
    ['single', choices('constructor')],
    ['poll', choices('po-a', 'po-b')],
    ['multiple', order('first')],
    ['ordering', order('first', 'second', 'third')],
    ['ordering', order('first', 'first', 'third', 'fourth')],
    ['ordering', order('first', 'second', 'third', 'fifth')],
    ['matching', { by: 'pairs', pairs: [{ prompt: 'de-p', match: 'other' }] }],
    ['matching', { by: 'pairs', pairs: [{ prompt: 'decoy-p', match: 'de-m' }] }],
    [
      'matching',
      {
        by: 'pairs',
        pairs: [
          { prompt: 'de-p', match: 'de-m' },
          { prompt: 'de-p', match: 'fr-m' },
        ],
      },
    ],
    ['fill', { by: 'blanks', blanks: [{ blank: 'mu-a', text: 'x' }] }],
    ['fill', { by: 'blanks', blanks: [{ blank: 'f-days', text: 'x'.repeat(10_000) }] }],
    ['number', { by: 'number', number: '9'.repeat(100) }],
    ['number', choices('si-a')],
    ['hotspot', { by: 'spot', x: -1, y: 5 }],
    ['hotspot', { by: 'spot', x: Number.NaN, y: 5 }],
    ['open', { by: 'text', text: '   ' }],
    ['open', { by: 'text', text: 'x'.repeat(20_001) }],
    ['wall', { by: 'text', text: 'x'.repeat(501) }],
    ['file', { by: 'file', file: '../../etc/passwd' }],
    ['video', { by: 'text', text: 'a video, trust me' }],
  ])('%s %j', (kind, answer) => {
    expect(judged(kind, answer)).toBe('refused')
  })

  test('a number of any length and letters is judged in a blink', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (typed) => {
        isNear(typed, { right: 1, tolerance: 0 })
      }),
      { numRuns: 2000 },
    )
  })

  test('an order that was never offered is refused, and the one that was seen is kept', () => {
    expect(judged('single', choices('si-a'), ['si-b', 'si-a'])).toBe('right 2')
    expect(judged('single', choices('si-a'), ['si-b'])).toBe('refused')
    expect(judged('single', choices('si-a'), ['si-b', 'si-b'])).toBe('refused')
    expect(judged('single', choices('si-a'), ['si-b', 'q-poll'])).toBe('refused')
  })
})

test('[Q3] no secret of any kind is in what learners read, and the order of things gives nothing away', () => {
  for (const question of Object.values(questions)) {
    const { lesson, faults } = frozen(question)
    expect(faults.filter(({ stops }) => stops)).toEqual([])
    const shown = JSON.stringify([lesson.public, lesson.blocks, lesson.hash])
    expect(shown).not.toContain(canary)
    expect(shown).not.toMatch(/"(correct|accept|answer|tolerance|solution|rubric|explanation|feedback|area|pair)"/)
    expect(shown).not.toContain('1234.5')
  }
  const parts = (question: Prose, type: string) =>
    frozen(question)
      .lesson.public.content![0]!.content!.filter((one) => one.type === type)
      .map((one) => one.content![0]!.text)
  const sorted = parts(questions.ordering, 'sortItem')
  const reversed = { ...questions.ordering, content: questions.ordering.content!.toReversed() }
  expect(parts(reversed, 'sortItem')).toEqual(sorted)
  expect(new Set(parts(questions.matching, 'match'))).toEqual(new Set(['Berlin', 'London', 'Paris']))
  expect(parts(questions.matching, 'match')).toHaveLength(3)
  expect(parts(questions.matching, 'prompt')).toEqual(['Germany', 'France', 'Prussia'])
})

test('[Q4] what an author says of a choice is told to whoever chose it, and what coaches look for to nobody', () => {
  const { lesson } = frozen(questions.single)
  const question = lesson.public.content![0]!
  const key = lesson.key['q-single']!
  const told = (choice: string) =>
    feedbackOn('q-single' as BlockId, key, answered(question, key, { by: 'choices', choices: [choice as BlockId] }, undefined)!, 1)
  expect(JSON.stringify(told('si-a').notes)).toContain(`${canary} why`)
  expect(told('si-b').notes).toEqual([])
  expect(JSON.stringify(told('si-a'))).not.toContain('rubric')
  expect(JSON.stringify(told('si-a'))).not.toContain(`${canary} hint`)
})

test('a question written anew asks the same: its key is told by places and not by ids', () => {
  const again: Prose = JSON.parse(JSON.stringify(questions.matching).replaceAll('-p"', '-pp"').replaceAll('-m"', '-mm"'))
  const of = (content: Prose) => {
    const { lesson } = frozen(content)
    return solutionByPlace(lesson.public.content![0]!, lesson.key['q-match']!.solution)
  }
  expect(of(again)).toEqual(of(questions.matching))
})

test('[Q5] things stand in one order for one seed, and in each place about equally often', () => {
  const things = ['aaaa', 'bbbb', 'cccc', 'dddd']
  expect(shuffled(things, (one) => one, 'leo 1')).toEqual(shuffled(things, (one) => one, 'leo 1'))
  const first = new Map<string, number>()
  for (let n = 0; n < 4000; n++) {
    const [one] = shuffled(things, (each) => each, `seed ${n}`)
    first.set(one!, (first.get(one!) ?? 0) + 1)
  }
  for (const times of first.values()) expect(Math.abs(times - 1000)).toBeLessThan(150)
})

test('a number is read as either country writes it', () => {
  expect(readings('1,234')).toEqual([1234, 1.234])
  expect(readings('1.234,5')).toEqual([1234.5])
  expect(readings('− 3 °C')).toEqual([-3])
  expect(readings('12 000 €')).toEqual([12_000])
  expect(readings('1.2.3')).toEqual([])
})

test('a pool names its questions and asks for some of them; one that holds too few stops publishing', () => {
  const pool = (draw: number, ...content: Prose[]): Prose => ({ type: 'pool', attrs: { id: 'pool-1', draw }, content })
  const { lesson, faults } = frozen(pool(1, questions.single, questions.number))
  expect(poolsIn(lesson.public)).toEqual([{ id: 'pool-1', draw: 1, questions: ['q-single', 'q-number'] }])
  expect(faults).toEqual([])
  expect(frozen(pool(2, questions.single)).faults).toContainEqual(expect.objectContaining({ code: 'pool.tooFew', stops: true }))
})

describe('[Q6] what keeps a question from being asked is told at its block', () => {
  const without = (question: Prose, ...types: string[]): Prose => ({
    ...question,
    content: question.content!.filter((part) => !types.includes(part.type)),
  })
  test.each<[string, Prose]>([
    ['question.noStem', without(questions.open, 'stem')],
    ['question.tooFewItems', without(questions.ordering, 'sortItem')],
    [
      'question.emptyItem',
      { ...questions.ordering, content: [...questions.ordering.content!, { type: 'sortItem', attrs: { id: 'empty' } }] },
    ],
    ['question.tooFewPairs', without(questions.matching, 'pair')],
    ['question.emptyPair', { ...questions.matching, content: [...questions.matching.content!, { type: 'pair', attrs: { id: 'empty' } }] }],
    ['question.noBlank', { ...questions.open, attrs: { ...questions.open.attrs, kind: 'fill' } }],
    ['question.noNumber', { ...questions.number, attrs: { ...questions.number.attrs, answer: null } }],
    ['question.noPicture', without(questions.hotspot, 'spotImage')],
    ['question.noArea', without(questions.hotspot, 'area')],
  ])('%s', (code, question) => {
    expect(frozen(question).faults).toContainEqual(expect.objectContaining({ code, stops: true, block: question.attrs!['id'] }))
  })
})
