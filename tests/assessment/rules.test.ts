import { expect, test } from 'vitest'
import { isCorrect } from '../../shared/assessment.ts'

test('an answer is right when it has every correct choice and no other, in any order', () => {
  const key = { correct: ['aaaa', 'bbbb'] }
  expect(isCorrect(key, ['bbbb', 'aaaa'])).toBe(true)
  expect(isCorrect(key, ['aaaa'])).toBe(false)
  expect(isCorrect(key, ['aaaa', 'bbbb', 'cccc'])).toBe(false)
})

test('choosing nothing is not right, and one choice named twice is one', () => {
  expect(isCorrect({ correct: ['aaaa'] }, [])).toBe(false)
  expect(isCorrect({ correct: ['aaaa'] }, ['aaaa', 'aaaa'])).toBe(true)
})
