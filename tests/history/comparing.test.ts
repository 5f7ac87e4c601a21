import { describe, expect, test } from 'vitest'
import { handsOf } from '../../shared/authorship.ts'
import { compareReadings, isWording, markOf, movedOf, type Reading } from '../../shared/comparing.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { joinDeletions } from '../../shared/history.ts'
import type { PersonId } from '../../shared/id.ts'
import { diffWords } from '../../shared/prose-diff.ts'

const paragraph = (id: string, text: string, marks?: Prose['marks']): Prose => ({
  type: 'paragraph',
  attrs: { id },
  content: [{ type: 'text', text, ...(marks && { marks }) }],
})
const asked = (right: string, why = 'Because it says so.'): Prose => ({
  type: 'question',
  attrs: { id: 'ques', kind: 'single', points: 1 },
  content: [
    { type: 'stem', attrs: { id: 'stem' }, content: [{ type: 'text', text: 'Which one?' }] },
    ...['a', 'b'].map((id): Prose => ({
      type: 'choice',
      attrs: { id, correct: id === right },
      content: [{ type: 'text', text: `Choice ${id}` }],
    })),
    { type: 'explanation', attrs: { id: 'why' }, content: [paragraph('because', why)] },
  ],
})
const course = (...lessons: [string, Prose[]][]): Reading => ({
  title: 'Refunds',
  lessons: lessons.map(([id, content]) => ({ id, title: id, content })),
})
const one = (before: Prose[], after: Prose[]) => compareReadings(course(['less', before]), course(['less', after]))[0]

describe('[H2] two states of a course, side by side', () => {
  test('what says the same is not told, whoever typed it anew', () => {
    expect(one([paragraph('p1', 'Refund within 14 days.')], [paragraph('p1', 'Refund within 14 days.')])).toBeUndefined()
    expect(one([paragraph('p1', 'Refund within 14 days.')], [paragraph('p9', 'Refund within 14 days.')])).toBeUndefined()
  })
  test('changed words are told word by word', () => {
    expect(one([paragraph('p1', 'Refund within 14 days.')], [paragraph('p1', 'Refund within 30 days.')])?.blocks).toEqual([
      {
        block: 'p1',
        kind: 'paragraph',
        change: 'changed',
        class: 'content',
        words: [
          { op: 'same', text: 'Refund within ' },
          { op: 'gone', text: '14' },
          { op: 'new', text: '30' },
          { op: 'same', text: ' days.' },
        ],
      },
    ])
  })
  test('a moved block is a move, within its lesson and into another, and not a deletion and an addition', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => paragraph(id, `The paragraph ${id}.`)) as [Prose, Prose, Prose]
    expect(one([a, b, c], [c, a, b])?.blocks).toMatchObject([{ block: 'c', change: 'moved', class: 'structure' }])
    const [first, second] = compareReadings(course(['one', [a, b]], ['two', [c]]), course(['one', [a]], ['two', [c, b]]))
    expect(second ?? first).toMatchObject({ lesson: 'two', blocks: [{ block: 'b', change: 'moved', from: 'one' }] })
    expect([first, second].filter(Boolean)).toHaveLength(1)
  })
  test('removed blocks stand behind what they followed; a removed lesson comes last, with its words', () => {
    const found = one(
      [paragraph('a', 'Stays here.'), paragraph('b', 'Goes away.')],
      [paragraph('a', 'Stays here.'), paragraph('c', 'New one.')],
    )
    expect(found?.blocks.map(({ block, change }) => `${block} ${change}`)).toEqual(['b removed', 'c new'])
    expect(compareReadings(course(['gone', [paragraph('p', 'Old words.')]]), course())).toMatchObject([
      { lesson: 'gone', change: 'removed', blocks: [{ words: [{ op: 'gone', text: 'Old words.' }] }] },
    ])
  })
  test('lessons in another order are moves; a new title is told with the old one', () => {
    const [x, y] = [paragraph('x', 'Words of one.'), paragraph('y', 'Words of two.')]
    expect(compareReadings(course(['one', [x]], ['two', [y]]), course(['two', [y]], ['one', [x]]))).toMatchObject([
      { change: 'moved', class: 'structure' },
    ])
    const before = course(['one', [x]])
    const after = { ...before, lessons: [{ ...before.lessons[0]!, title: 'Better' }] }
    expect(compareReadings(before, after)).toMatchObject([{ title: 'Better', was: 'one', change: 'changed', class: 'wording' }])
  })
})

describe('[V11] of which kind a change is', () => {
  test('a typo, and words in bold, are wording', () => {
    expect(
      one(
        [paragraph('p', 'You get teh money back in the shop where you bought it.')],
        [paragraph('p', 'You get the money back in the shop where you bought it.')],
      )?.class,
    ).toBe('wording')
    expect(one([paragraph('p', 'Words.')], [paragraph('p', 'Words.', [{ type: 'strong' }])])?.class).toBe('wording')
  })
  test('another number, and a small word that turns the sentence round, are content', () => {
    for (const [before, after] of [
      ['You get it back within 14 days of buying it.', 'You get it back within 15 days of buying it.'],
      ['The customer must bring the receipt along.', 'The customer may bring the receipt along.'],
      ['Der Kunde bekommt das Geld zurück, wenn er es will.', 'Der Kunde bekommt das Geld nicht zurück, wenn er es will.'],
    ] as const)
      expect(isWording(diffWords(before, after)), after).toBe(false)
  })
  test('another right answer, and another explanation, are the key', () => {
    expect(one([asked('a')], [asked('b')])?.class).toBe('key')
    expect(one([asked('a')], [asked('a', 'Because the law says so.')])?.class).toBe('key')
  })
  test('another kind of block is structure, and a lesson is as bad as its worst block', () => {
    const heading: Prose = { ...paragraph('h', 'Words here.'), type: 'heading', attrs: { id: 'h', level: 2 } }
    expect(one([paragraph('h', 'Words here.')], [heading])?.class).toBe('structure')
    expect(one([paragraph('h', 'Words here.'), asked('a')], [heading, asked('b')])?.class).toBe('key')
  })
})

test('[N2] a lesson’s mark follows its words, title and answers, and not its ids or its place', () => {
  const lesson = { title: 'One', content: [paragraph('a', 'Words.'), asked('a')] }
  expect(markOf({ ...lesson, content: [paragraph('z', 'Words.'), asked('a')] })).toBe(markOf(lesson))
  expect(markOf({ ...lesson, content: [paragraph('a', 'Words!'), asked('a')] })).not.toBe(markOf(lesson))
  expect(markOf({ ...lesson, content: [paragraph('a', 'Words.'), asked('b')] })).not.toBe(markOf(lesson))
  expect(markOf({ ...lesson, title: 'Two' })).not.toBe(markOf(lesson))
})

test('the fewest are told as moved', () => {
  expect([...movedOf(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])]).toEqual(['d'])
  expect([...movedOf(['a', 'b', 'c'], ['x', 'a', 'c'])]).toEqual([])
})

test('[H4] characters belong to who owns their client id, and what the server wrote to whom it wrote for', () => {
  const [ana, rita] = ['ana', 'rita'] as PersonId[]
  const who = { owners: new Map([[7, ana!]]), serverClient: 1, written: [{ clock: 10, length: 5, by: rita!, accepted: ana! }] }
  expect(handsOf(7, 0, 3, who)).toEqual([{ by: ana, length: 3 }])
  expect(handsOf(1, 8, 10, who)).toEqual([
    { by: null, length: 2 },
    { by: rita, accepted: ana, length: 5 },
    { by: null, length: 3 },
  ])
})

test('[H6] what somebody deletes in one go is told as one deletion', () => {
  const key = (text: string, at: number, by = 'ana') => ({ at, by, lesson: 'l', text })
  expect(joinDeletions([key('c', 3000), key('b', 2000), key('a', 1000)].reverse().reverse())).toEqual([key('cba', 3000)])
  expect(joinDeletions([key('c', 3000), key('b', 2000, 'ben')])).toHaveLength(2)
  expect(joinDeletions([key('c', 900_000), key('b', 2000)])).toHaveLength(2)
})
