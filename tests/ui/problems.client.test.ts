import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Offline } from '../../client/platform/api.ts'
import { wordsOf } from '../../client/platform/problems.ts'
import { setLanguage } from '../../client/platform/text.ts'
import { notAllowed, Problem } from '../../shared/problem.ts'

describe('in English', () => {
  beforeAll(() => setLanguage('en'))

  test('a problem is told as the server tells it', () => {
    expect(wordsOf(new Problem('conflict', 'group.cycle', 'A group cannot move into itself.'))).toBe('A group cannot move into itself.')
  })

  test('a net that is gone says that nothing is lost', () => {
    expect(wordsOf(new Offline('x'))).toMatch(/Nothing you wrote is lost/)
  })

  test('a defect of ours says so, and nothing about our insides', () => {
    expect(wordsOf(new TypeError('cannot read undefined of secret'))).not.toMatch(/undefined|secret/)
  })
})

describe('in German', () => {
  beforeAll(() => setLanguage('de'))
  afterAll(() => setLanguage('en'))

  test('a problem is told by its code', () => {
    expect(wordsOf(new Problem('conflict', 'group.cycle', 'A group …'))).toBe(
      'Eine Gruppe kann nicht in sich selbst oder in eine Gruppe darin umziehen.',
    )
  })

  test('a right that is missing is told by its kind', () => {
    expect(wordsOf(notAllowed('course.frame'))).toMatch(/^Deine Rolle erlaubt das nicht/)
  })

  test('what has no German yet stays in the server’s words', () => {
    expect(wordsOf(new Problem('conflict', 'course.strange', 'Something rare.'))).toBe('Something rare.')
  })
})
