import { expect, test } from 'vitest'
import { medianMinutes } from '../../server/play/time-spent.ts'
import { minute } from '../../shared/time.ts'

const of = (personId: string) => ({ courseId: 'c', personId })
const at = (personId: string, ...minutes: number[]) => minutes.map((m) => ({ ...of(personId), at: m * minute }))
const ordered = (...moments: { courseId: string; personId: string; at: number }[]) => moments.sort((a, b) => a.at - b.at)

test('a long silence is a break and counts ten minutes', () => {
  expect(medianMinutes([of('a')], ordered(...at('a', 0, 4, 600)))).toBe(14)
})
test('the median is over those who were asked for', () => {
  const moments = ordered(...at('a', 0, 2), ...at('b', 0, 6), ...at('c', 0, 8), ...at('d', 0, 9))
  expect(medianMinutes([of('a'), of('b'), of('c')], moments)).toBe(6)
  expect(medianMinutes([of('a'), of('b')], moments)).toBe(4)
})
test('nobody takes no time', () => expect(medianMinutes([], [])).toBeNull())
