import { expect, test } from 'vitest'
import { canReadForum, stemOf, tellingWords } from '../../shared/forums.ts'
import { stranger } from '../../shared/rights.ts'

test('telling words leave out the common ones and keep at most eight', () => {
  expect(tellingWords('How do I refund a customer who has paid by card?')).toEqual(['refund', 'customer', 'paid', 'card'])
  expect(tellingWords('Wie lange kann ich eine Rückgabe annehmen?')).toEqual(['lange', 'rückgabe', 'annehmen'])
  expect(tellingWords('one1 two2 three3 four4 five5 six6 seven7 eight8 nine9')).toHaveLength(8)
  expect(tellingWords('?? …')).toEqual([])
})

test('inflected forms of a word share its stem', () => {
  expect('how to refund a card'.includes(stemOf('refunds'))).toBe(true)
  expect('die rückgabe'.includes(stemOf('rückgaben'))).toBe(true)
})

test('a guest reviewer does not read the forum, a reviewer with an account does', () => {
  expect(canReadForum({ ...stranger, guest: true })).toBe(false)
  expect(canReadForum({ ...stranger, roles: ['reviewer'] })).toBe(true)
  expect(canReadForum({ ...stranger, audience: true })).toBe(true)
  expect(canReadForum(stranger)).toBe(false)
})
