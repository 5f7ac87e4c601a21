import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../server/platform/root.ts'
import { sources } from './files.ts'

const folder = path.join(root, 'client/platform/text')
const languages = ['en', 'de']
const roomsOf = (language: string) =>
  readdirSync(path.join(folder, language))
    .filter((file) => file !== 'index.ts')
    .map((file) => file.replace('.ts', ''))
    .sort()

test('every room speaks every language, and every language is put together whole', async () => {
  for (const language of languages) {
    expect(roomsOf(language)).toEqual(roomsOf('en'))
    const index = (await import(path.join(folder, language, 'index.ts'))) as Record<string, Record<string, unknown>>
    const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    expect(Object.keys(index[language]!).sort()).toEqual(roomsOf(language).map(camel).sort())
  }
})

test('a translation has the same keys and the same variables', async () => {
  const { en } = (await import('../../client/platform/text/en/index.ts')) as { en: Texts }
  const { de } = (await import('../../client/platform/text/de/index.ts')) as { de: Texts }
  const shape = (texts: Texts) =>
    Object.fromEntries(
      Object.entries(texts).flatMap(([room, words]) => Object.entries(words).map(([key, said]) => [`${room}.${key}`, variablesOf(said)])),
    )
  expect(shape(de)).toEqual(shape(en))
})

type Texts = Record<string, Record<string, string | Record<string, string>>>
const variablesOf = (said: string | Record<string, string>) => {
  // In the singular a language may leave out the number.
  const sentence = typeof said === 'string' ? said : said['other']!
  return [...new Set([...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort()
}

test('what people read stands in the dictionaries and not in the components', () => {
  const shown = [/>\s*[A-Z][a-z]+(?: [\w’',.-]+)*[.!?]?\s*<\//, /\b(?:title|aria-label|placeholder|alt)="[^"]*[A-Za-z]{3,}[^"]*"/]
  const found = sources('client')
    // The gallery's words are for us who look at the parts.
    .filter(({ name }) => name.endsWith('.tsx') && !name.startsWith('client/screens/gallery/'))
    .flatMap(({ name, text }) =>
      text
        .split('\n')
        .filter((line) => shown.some((pattern) => pattern.test(line)) && !/=>|^\s*(\*|\/\/)/.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    )
  expect(found).toEqual([])
})

test('every sentence is said somewhere', async () => {
  const { en } = (await import('../../client/platform/text/en/index.ts')) as { en: Texts }
  const code = sources('client')
    .filter(({ name }) => !name.startsWith('client/platform/text/'))
    .map(({ text }) => text)
    .join('\n')
  // A key put together at run time is found by its room and the beginning of its name.
  const begun = [...code.matchAll(/[`'"]([\w]+\.[\w.]*)\$\{/g)].map((match) => match[1]!)
  const isSaid = (key: string) =>
    code.includes(`'${key}'`) || code.includes(`"${key}"`) || code.includes(`\`${key}\``) || begun.some((start) => key.startsWith(start))
  const keys = Object.entries(en).flatMap(([room, words]) => Object.keys(words).map((key) => `${room}.${key}`))
  expect(keys.filter((key) => !isSaid(key))).toEqual([])
})
