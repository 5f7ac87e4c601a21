import { expect, test } from 'vitest'
import { deedsIn, isComplete, lessonProgress, shelfOf } from '../../shared/play.ts'

const lesson = { id: 'less', hash: 'h1', questions: { ques: 'q1' }, pools: [] }
const viewed = (hash: string) => ({ verb: 'viewed', block: 'less', hash })
const answered = (hash: string) => ({ verb: 'answered', block: 'ques', hash })
const stateAfter = (...deeds: { verb: string; block: string; hash: string }[]) => lessonProgress(lesson, deedsIn(deeds)).state

test('[P3] a lesson is done once it is read to its end and each question is answered', () => {
  expect(stateAfter()).toBe('new')
  expect(stateAfter(viewed('h1'))).toBe('begun')
  expect(stateAfter(answered('q1'))).toBe('begun')
  expect(stateAfter(viewed('h1'), answered('q1'))).toBe('done')
})

test('[P5] a lesson whose words changed is to be learnt again, and its unchanged questions are not', () => {
  expect(stateAfter(viewed('h0'), answered('q1'))).toBe('again')
  expect(stateAfter(viewed('h0'), answered('q1'), viewed('h1'))).toBe('done')
})

test('[P5] a question that changed asks for an answer again', () => {
  expect(stateAfter(viewed('h1'), answered('q0'))).toBe('again')
})

test('[P5] going back to a version once learnt asks nothing again', () => {
  expect(stateAfter(viewed('h1'), answered('q1'), viewed('h2'), answered('q2'))).toBe('done')
})

test('a course without lessons is never complete', () => {
  expect(isComplete([])).toBe(false)
})

test('a finished course that changed stands apart from one that was only begun', () => {
  expect(shelfOf({ played: true, complete: false, finishedBefore: true })).toBe('changed')
  expect(shelfOf({ played: true, complete: false, finishedBefore: false })).toBe('continue')
  expect(shelfOf({ played: false, complete: false, finishedBefore: false })).toBe('new')
  expect(shelfOf({ played: true, complete: true, finishedBefore: true })).toBe('done')
})
