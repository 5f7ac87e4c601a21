import { strToU8 } from 'fflate'
import { expect, test } from 'vitest'
import { readUpload } from '../../server/interop/archive.ts'
import { planImport } from '../../server/interop/plan.ts'

// Everybody on the server waits while one file is read, so no file of 300 kB may take long, whatever is in it.

const size = 300_000
const full = (piece: string) => piece.repeat(Math.ceil(size / piece.length))

test.each([
  ['opened brackets', full('[')],
  ['opened pictures', full('![')],
  ['stars', full('*')],
  ['stars with words', full('*a ')],
  ['backticks of growing length', Array.from({ length: 700 }, (_, n) => '`'.repeat(n)).join(' ')],
  ['opened tags in a line', full('x <img ')],
  ['opened tags in a block', `<div>\n${full('<img ')}`],
  ['opened scripts', `<div>\n${full('<script ')}`],
  ['scripts without an end', `<div>\n${full('<script>')}`],
  ['opened comments', `<div>\n${full('<!--')}`],
  ['quotes in quotes', full('> ')],
  ['lists in lists', Array.from({ length: 400 }, (_, n) => `${' '.repeat(n * 2)}- x`).join('\n')],
  ['pictures in one line', full('![](a) ')],
  ['links to nowhere', full('[a](b) ')],
  ['cells', `|${full('a|')}\n|${'-|'.repeat(size / 2)}\n`],
  ['rows', `|a|\n|-|\n${full('|b|\n')}`],
  ['headings', full('# a\n')],
  ['references', full('[a]: b\n')],
  ['addresses', full('http://a ')],
  ['entities', full('&amp')],
  ['settings without an end', `---\n${full('a: b\n')}`],
])('a file full of %s is read in time', async (_, text) => {
  // What is read in a time that grows with its square takes minutes, and the test's own time ends before.
  const archive = await readUpload('a.md', strToU8(text.slice(0, size)))
  expect(await planImport('a.md', archive)).toHaveProperty('sections')
})
