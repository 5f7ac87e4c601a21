import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { root } from '../../server/platform/root.ts'

// Sizes over the wire, read off the build: what a browser fetches before somebody can do the thing. Styles and fonts
// are not counted: the budgets of docs/architecture.md are for scripts, which cost time to run as well.

const folder = path.join(root, 'dist/client')
const manifestFile = path.join(folder, '.vite/manifest.json')

type Chunk = { file: string; src?: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[] }
const manifest = (existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {}) as Record<string, Chunk>

/** A chunk and everything it needs before it runs. */
function withImports(key: string, seen = new Set<string>()): Set<string> {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key]?.imports ?? []) withImports(next, seen)
  return seen
}

const gzipped = (keys: Iterable<string>) =>
  [...keys].reduce((sum, key) => sum + gzipSync(readFileSync(path.join(folder, manifest[key]!.file)), { level: 9 }).length, 0) / 1000

const entry = () => Object.keys(manifest).find((key) => manifest[key]!.isEntry)!
/** What a screen needs besides the shell, by a part of its file's name. */
const screen = (name: string) => {
  const key = Object.keys(manifest).find((key) => key.includes(name))
  expect(key, `${name} is a screen of its own`).toBeDefined()
  const shell = withImports(entry())
  return [...withImports(key!)].filter((its) => !shell.has(its))
}
/** The first words of a language are fetched beside the shell, and of one language only. */
const language = () =>
  [...withImports(Object.keys(manifest).find((key) => key.includes('text/shell-en'))!)].filter((key) => !withImports(entry()).has(key))

test.runIf(existsSync(manifestFile))('the shell, with one language, stays under 40 kB', () => {
  expect(gzipped([...withImports(entry()), ...language()])).toBeLessThan(40)
})

test.runIf(existsSync(manifestFile))('the player needs under 60 kB more', () => {
  expect(gzipped(screen('PlayerScreen'))).toBeLessThan(60)
})

test.runIf(existsSync(manifestFile))('the editor, with the document and all its blocks, needs under 160 kB more', () => {
  expect(gzipped(screen('editor/LessonEditor'))).toBeLessThan(160)
})

test.runIf(existsSync(manifestFile))('somebody writes in a course, its margins and bar around them, after 227 kB more', () => {
  // No budget of the design but a ratchet: the libraries alone are 110 kB of it. The rest is the blocks, the bar, the
  // outline, and what is said about the text, which the highlights in it need at once.
  expect(gzipped(new Set([...screen('EditorScreen'), ...screen('editor/LessonEditor')]))).toBeLessThan(227)
})

test.runIf(existsSync(manifestFile))('the player brings no editor and no document with it', () => {
  const code = screen('PlayerScreen')
    .map((key) => readFileSync(path.join(folder, manifest[key]!.file), 'utf8'))
    .join('\n')
  expect(code).not.toMatch(/ProseMirror|Y\.Doc|prosemirror/)
})
