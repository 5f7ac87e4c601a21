import { expect, test } from 'vitest'
import { de } from '../../client/platform/text/de/index.ts'
import { en } from '../../client/platform/text/en/index.ts'
import { pseudo } from '../../client/platform/text/pseudo.ts'
import { serverProblems } from '../../client/platform/text/problems-de.ts'
import { say, type Plural } from '../../client/platform/text/words.ts'
import { statusOf } from '../../shared/problem.ts'
import { sources } from '../house/files.ts'

// That the languages have the same keys and variables is proved in tests/house/text.test.ts.

type Sentence = { key: string; text: string }

/** Every sentence of a dictionary; each form of a plural is one. */
function sentencesOf(rooms: Record<string, Record<string, string | Plural>>): Sentence[] {
  return Object.entries(rooms).flatMap(([room, words]) =>
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [{ key: `${room}.${key}`, text: value }]
        : Object.values(value).map((text) => ({ key: `${room}.${key}`, text })),
    ),
  )
}

test('no sentence is empty, shouts, or begs', () => {
  const bad = [...sentencesOf(en), ...sentencesOf(de)].filter(
    ({ text }) => text.trim() === '' || /!|\bplease\b|successfully|erfolgreich/i.test(text),
  )
  expect(bad).toEqual([])
})

test('a count takes the plural form of its language and is written as the language writes numbers', () => {
  const words = { one: '{count} person', other: '{count} people' }
  expect(say(words, { count: 1 }, 'en')).toBe('1 person')
  expect(say(words, { count: 12_345 }, 'en')).toBe('12,345 people')
  expect(say({ one: '{count} Mensch', other: '{count} Menschen' }, { count: 12_345 }, 'de')).toBe('12.345 Menschen')
})

test('a form that a language does not need falls back to `other`', () => {
  expect(say({ other: '{count} teisme' }, { count: 1 }, 'en')).toBe('1 teisme')
})

test('a variable that nobody gave stays visible', () => {
  expect(say('Hello, {name}', {}, 'en')).toBe('Hello, {name}')
})

test('the pseudo-language is longer, marked at both ends, and keeps variables', () => {
  const { room } = pseudo({ room: { hello: 'Hello, {name}' } })
  expect(room.hello).toMatch(/^\[.*\{name\}.*\]$/)
  expect(room.hello.length).toBeGreaterThan('Hello, {name}'.length * 1.3)
})

test('every German sentence about a problem belongs to a problem that the server knows', () => {
  const code = sources('server', 'shared')
    .map(({ text }) => text)
    .join('\n')
  // Some codes are put together of a thing and `unknown`, or of a room and what may not be done.
  const isKnown = (problem: string) => code.includes(`'${problem}'`) || problem in statusOf || problem.endsWith('.unknown')
  expect(Object.keys(serverProblems).filter((problem) => !isKnown(problem))).toEqual([])
})
