import { expect, test } from 'vitest'
import { sources } from './files.ts'

const product = sources('server', 'client', 'shared')
const all = [...product, ...sources('tests')]

/** The names of those files that `isWrong` points at. */
const wrong = (files: typeof all, isWrong: (file: (typeof all)[number]) => boolean) => files.filter(isWrong).map((file) => file.name)

test('a file is short enough to be read in one sitting', () => {
  // A suite is a list that nobody reads in one sitting; it may be a little longer.
  const most = (name: string) => (name.startsWith('tests/') ? 500 : 400)
  expect(wrong(all, ({ name, text }) => text.split('\n').length > most(name))).toEqual([])
})

test('files are named in kebab-case, components as themselves', () => {
  const isGood = (name: string) =>
    name
      .split('/')
      .every((part, at, parts) =>
        at === parts.length - 1 && part.endsWith('.tsx')
          ? /^([A-Z][A-Za-z]+|[a-z][a-z0-9-]*)(\.\w+)*\.tsx$/.test(part)
          : /^[a-z0-9][a-z0-9-]*(\.\w+)*$/.test(part),
      )
  expect(wrong(all, ({ name }) => !isGood(name))).toEqual([])
})

test('a server room has the shape of a room', () => {
  const known = /^server\/[\w-]+\/(([\w-]+\/)?[a-z][\w-]*)\.ts$/
  expect(wrong(product, ({ name }) => /^server\/[\w-]+\//.test(name) && !name.startsWith('server/platform/') && !known.test(name))).toEqual(
    [],
  )
})

test('things are imported from the file that defines them: no barrels, no default exports', () => {
  const isBarrel = (text: string) => /^export \* from/m.test(text)
  expect(wrong(product, ({ text }) => isBarrel(text))).toEqual([])
  expect(wrong(product, ({ text, name }) => /^export default/m.test(text) && !name.startsWith('client/screens/'))).toEqual([])
})

test('nothing is left for later: no TODO, no skipped or lonely test, nothing switched off', () => {
  expect(wrong(all, ({ text, name }) => name !== 'tests/house/files.test.ts' && /\b(TODO|FIXME|XXX)\b/.test(text))).toEqual([])
  expect(
    wrong(
      all,
      ({ text, name }) => name.startsWith('tests/') && name !== 'tests/house/files.test.ts' && /\b(test|describe|it)\.only\(/.test(text),
    ),
  ).toEqual([])
  expect(wrong(product, ({ text }) => /@ts-(ignore|nocheck)|: any\b|as any\b/.test(text))).toEqual([])
})

test('relative imports name the file with its ending', () => {
  expect(wrong(all, ({ text }) => /from '\.[^']*(?<!\.(ts|tsx|css|json|mjs|svg))'/.test(text))).toEqual([])
})
