import { expect, test } from 'vitest'
import { cautiousShare, react, reactionScore } from '../../shared/reactions.ts'

test('a share is cautious while few have answered', () => {
  expect(cautiousShare(8, 10)).toBeCloseTo(0.49, 3)
  expect(cautiousShare(800, 1000)).toBeCloseTo(0.774, 3)
  expect(cautiousShare(0, 0)).toBe(0)
  expect(() => cautiousShare(2, 1)).toThrow(RangeError)
})

test('[RE2] fewer than five voices give no score', () => {
  expect(reactionScore(4, 0)).toBeNull()
  expect(reactionScore(5, 0)).toBe(13)
})

test('a score goes as far from zero as the voices allow, on either side alike', () => {
  expect(reactionScore(100, 0)).toBe(93)
  expect(reactionScore(0, 100)).toBe(-93)
  expect(reactionScore(6, 5)).toBe(0)
  expect(reactionScore(60, 20)).toBe(-reactionScore(20, 60)!)
})

test('a block is named with its lesson, or not at all', () => {
  const courseId = 'course-one'
  expect(react.takes.safeParse({ courseId, kind: 'like' }).success).toBe(true)
  expect(react.takes.safeParse({ courseId, kind: 'like', block: 'block-one' }).success).toBe(false)
  expect(react.takes.safeParse({ courseId, kind: 'adore' }).success).toBe(false)
})
