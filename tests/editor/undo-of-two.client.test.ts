import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Author, author, block, meet } from './kit.ts'

// Two people type in one lesson, together and apart, and each takes back and brings again what is theirs. Ana's letters are
// large and Ben's are small, so that it shows whose are where. A failure prints its seed: FUZZ_SEED plays it again.

// Undo takes what was typed in one go as one step, by the clock: here it goes on when a history says so.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())
const pause = () => vi.setSystemTime(Date.now() + 1000)

const large = /[A-Z]/
const small = /[a-z]/
const theirs = [large, small] as const
const words = (who: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from(who === 0 ? 'ABCDEFG' : 'abcdefg')), minLength: 1, maxLength: 4 })

const at = fc.nat(10_000)
const deedOf = (who: number, keys: readonly string[]) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('type' as const), at, words: words(who) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('drop' as const), at, most: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('redo' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('pause' as const) }) },
    ...(keys.length > 0
      ? [{ weight: 3, arbitrary: fc.record({ do: fc.constant('press' as const), at, key: fc.constantFrom(...keys) }) }]
      : []),
  )
type Deed = typeof deedOf extends (...args: never[]) => fc.Arbitrary<infer One> ? One : never
const historyOf = (...keys: string[]) => {
  const turn = (who: 0 | 1) => deedOf(who, keys).map((deed): readonly [0 | 1, Deed] => [who, deed])
  return fc.array(fc.oneof({ weight: 3, arbitrary: turn(0) }, { weight: 3, arbitrary: turn(1) }, fc.constant('meet' as const)), {
    minLength: 4,
    maxLength: 40,
  })
}

/** The letters of one of them, as they follow one another in the text. */
const lettersOf = (who: number, seen: Author) =>
  Array.from(seen.state.doc.textContent)
    .filter((letter) => theirs[who]!.test(letter))
    .join('')
const sorted = (letters: string) => Array.from(letters).toSorted().join('')

function caret(who: Author, at: number) {
  const spots: number[] = []
  who.state.doc.descendants((node, pos) => {
    if (node.isTextblock) for (let i = 0; i <= node.content.size; i++) spots.push(pos + 1 + i)
  })
  if (spots.length > 0) who.caretAt(spots[at % spots.length]!)
}

/** Takes some of one's own letters out, and nobody else's. */
function drop(who: Author, mine: RegExp, at: number, most: number) {
  const runs: { from: number; to: number }[] = []
  who.state.doc.descendants((node, pos) => {
    if (!node.isText) return
    for (let i = 0; i < node.nodeSize; i++) {
      let length = 0
      while (length < most && mine.test(node.text?.[i + length] ?? '')) length++
      if (length > 0) runs.push({ from: pos + i, to: pos + i + length })
    }
  })
  const run = runs[at % runs.length]
  if (run) who.do((tr) => tr.delete(run.from, run.to))
}

type Taking = (acting: number, seen: Author, before: readonly [string, string]) => void

/** Plays a history; `taken` hears of every undo and redo, with the letters of both before it. */
function play(history: readonly ('meet' | readonly [0 | 1, Deed])[], taken: Taking): [Author, Author] {
  const ana = author(1).holds(block('paragraph', 'ABC abc')).open()
  const ben = author(2, ana).open()
  const people: [Author, Author] = [ana, ben]
  for (const each of history) {
    if (each === 'meet') meet(ana, ben)
    else {
      const [who, deed] = each
      const one = people[who]
      const before = [lettersOf(0, one), lettersOf(1, one)] as const
      if ('at' in deed && deed.do !== 'drop') caret(one, deed.at)
      if (deed.do === 'type') one.type(deed.words)
      else if (deed.do === 'press') one.press(deed.key)
      else if (deed.do === 'drop') drop(one, theirs[who], deed.at, deed.most)
      else if (deed.do === 'pause') pause()
      else {
        one.press(deed.do === 'undo' ? 'Mod+z' : 'Mod+y')
        taken(who, one, before)
      }
    }
  }
  meet(ana, ben)
  return people
}

function all(who: Author, key: string) {
  for (let times = 0; times < 200 && who.press(key); times++);
}

const runs = { numRuns: Number(process.env.FUZZ_RUNS ?? 60), ...(process.env.FUZZ_SEED && { seed: Number(process.env.FUZZ_SEED) }) }

test('taking back and bringing again touch nobody else’s letters, and bring all of one’s own', () => {
  fc.assert(
    fc.property(historyOf(), fc.nat(1), (history, last) => {
      const people = play(history, (who, seen, before) => expect(lettersOf(1 - who, seen)).toBe(before[1 - who]))
      const [one, other] = [people[last]!, people[1 - last]!]
      // Something new leaves nothing to bring again but what is taken back from here on.
      one.type('Gg'[last]!)
      meet(one, other)
      const [mine, yours] = [lettersOf(last, one), lettersOf(1 - last, one)]
      pause()
      all(one, 'Mod+z')
      meet(one, other)
      // What stood there at the beginning is nobody's: it is back where somebody took it out.
      expect([lettersOf(last, other), lettersOf(1 - last, other)]).toEqual([last === 0 ? 'ABC' : 'abc', yours])
      all(one, 'Mod+y')
      meet(one, other)
      expect([lettersOf(last, other), lettersOf(1 - last, other)]).toEqual([mine, yours])
      expect(other.shape).toBe(one.shape)
      for (const each of people) each.close()
    }),
    runs,
  )
}, 120_000)

test('where lines are parted, joined and made lists meanwhile too, no letter of somebody else goes', () => {
  fc.assert(
    fc.property(historyOf('Enter', 'Backspace', 'Mod+Enter', 'Mod+b'), (history) => {
      const missing = (before: string, after: string) => {
        const left = Array.from(after)
        return Array.from(before).filter((letter) => {
          const at = left.indexOf(letter)
          if (at >= 0) left.splice(at, 1)
          return at < 0
        })
      }
      const [ana, ben] = play(history, (who, seen, before) => expect(missing(before[1 - who]!, lettersOf(1 - who, seen))).toEqual([]))
      expect(ben.shape).toBe(ana.shape)
      expect(sorted(lettersOf(0, ben))).toBe(sorted(lettersOf(0, ana)))
      for (const each of [ana, ben]) each.close()
    }),
    runs,
  )
}, 120_000)
