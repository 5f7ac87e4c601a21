import { expect, test } from 'vitest'
import { matching } from '../../client/screens/frame/matching.ts'

const courses = ['Handling refunds', 'First day', 'Refund policy of Größe & Söhne', 'Safety']
const found = (typed: string) => matching(typed, courses, (course) => course)

test('nothing typed finds everything, in its order', () => {
  expect(found('  ')).toEqual(courses)
})

test('what begins with the word comes before what only holds it', () => {
  expect(found('refund')).toEqual(['Refund policy of Größe & Söhne', 'Handling refunds'])
})

test('words may come in any order, without accents and in any case', () => {
  expect(found('SOHNE policy')).toEqual(['Refund policy of Größe & Söhne'])
})

test('every word must be found', () => {
  expect(found('refund safety')).toEqual([])
})
