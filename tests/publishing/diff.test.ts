import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareLessons } from '../../shared/publishing.ts'
import { diffProse, diffWords } from '../../shared/prose-diff.ts'
import { workMs } from '../kit/work.ts'

const paragraph = (id: string, text: string) => ({ type: 'paragraph', attrs: { id }, content: [{ type: 'text', text }] })

test('a diff of words gives back both texts, whatever they are', () => {
  const words = fc
    .array(fc.constantFrom('refund', 'within', '14', ' ', '  ', ',', 'über', '日本', "don't"), { maxLength: 30 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(words, words, (before, after) => {
      const runs = diffWords(before, after)
      expect(
        runs
          .filter((run) => run.op !== 'new')
          .map((run) => run.text)
          .join(''),
      ).toBe(before)
      expect(
        runs
          .filter((run) => run.op !== 'gone')
          .map((run) => run.text)
          .join(''),
      ).toBe(after)
    }),
    { seed: 7, numRuns: 500 },
  )
})

test('a changed number reads as one word going and one coming', () => {
  expect(diffWords('Refund within 14 days.', 'Refund within 30 days.')).toEqual([
    { op: 'same', text: 'Refund within ' },
    { op: 'gone', text: '14' },
    { op: 'new', text: '30' },
    { op: 'same', text: ' days.' },
  ])
})

test('a short word that stands between two changes by chance goes and comes with them', () => {
  expect(diffWords('We refuse, however good the story is.', 'We refuse, unless the old one is closed.')).toEqual([
    { op: 'same', text: 'We refuse, ' },
    { op: 'gone', text: 'however good the story is' },
    { op: 'new', text: 'unless the old one is closed' },
    { op: 'same', text: '.' },
  ])
})

test('blocks are compared by their ids, wherever they stand', () => {
  const before = [paragraph('aaaa', 'One.'), paragraph('bbbb', 'Two.'), paragraph('cccc', 'Three.')]
  const after = [paragraph('cccc', 'Three.'), paragraph('aaaa', 'One!'), paragraph('dddd', 'Four.')]
  expect(diffProse(before, after).map(({ block, change }) => `${change} ${block}`)).toEqual(['changed aaaa', 'removed bbbb', 'new dddd'])
})

test('two very long texts are told apart without comparing every word', () => {
  const long = (word: string) => Array.from({ length: 5000 }, (_, i) => `${word}${i}`).join(' ')
  const diff = () => diffWords(`same ${long('a')}`, `same ${long('b')}`)
  expect(workMs(() => expect(diff().map((run) => run.op)).toEqual(['same', 'gone', 'new']))).toBeLessThan(1000)
})

test('what publishing changes is told by hashes: new, changed and removed lessons', () => {
  const lesson = (id: string, hash: string) => ({
    id,
    title: id,
    hash,
    words: 400,
    questions: { [`${id}-q1`]: 'a', [`${id}-q2`]: 'b' },
    pools: [],
  })
  const changes = compareLessons(
    [lesson('kept', '1'), lesson('same', '1'), lesson('gone', '1')],
    [lesson('same', '1'), lesson('kept', '2'), lesson('born', '1')],
  )
  expect(changes.map(({ lesson: id, change, minutes }) => [id, change, minutes])).toEqual([
    ['kept', 'changed', 3],
    ['born', 'new', 3],
    ['gone', 'removed', 0],
  ])
})
