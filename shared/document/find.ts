import * as Y from 'yjs'
import type { LessonId, NodeId } from '../id.ts'
import { writeEdit } from './accept.ts'
import { lessonFragment, outlineOf, replacing } from './layout.ts'
import { lessonsInOrder, renameNode } from './outline.ts'
import { LessonText } from './positions.ts'

// Finding words in the whole course, and putting others in their place: in every lesson, whether it is open or not.

/** What is looked for. */
export type Search = { words: string; matchCase: boolean; wholeWord: boolean }
/** One place where it stands, with what surrounds it in its line. `from` and `to` count in ProseMirror positions. */
export type Match = { exact: string; before: string; after: string; from: number; to: number }
/** All places in one lesson, in order; `inTitle` are those of its title, which has no positions. */
export type Found = { lesson: LessonId; title: string; inTitle: number; matches: Match[] }

const aroundLength = 40

/** The pattern of a search, or null where nothing is looked for. */
export function patternOf({ words, matchCase, wholeWord }: Search): RegExp | null {
  if (words.trim() === '') return null
  const literal = words.replaceAll(/[$()*+.?[\\\]^{|}/-]/g, String.raw`\$&`)
  const bounded = wholeWord ? String.raw`(?<![\p{L}\p{N}_])${literal}(?![\p{L}\p{N}_])` : literal
  return new RegExp(bounded, matchCase ? 'gu' : 'giu')
}

/** Every place where the pattern stands, lesson by lesson as they are read; lessons without one are left out. */
export function findInCourse(doc: Y.Doc, pattern: RegExp, read: (lesson: LessonId) => LessonText): Found[] {
  return lessonsInOrder(doc).flatMap(({ id, title }) => {
    const found = { lesson: id, title, inTitle: [...title.matchAll(pattern)].length, matches: matchesIn(read(id), pattern) }
    return found.inTitle + found.matches.length > 0 ? [found] : []
  })
}

function matchesIn(text: LessonText, pattern: RegExp): Match[] {
  const line = (from: number, to: number) => text.text.slice(Math.max(0, from), to)
  return Array.from(text.text.matchAll(pattern), ({ 0: exact, index }) => {
    const end = index + exact.length
    return {
      exact,
      before:
        line(index - aroundLength, index)
          .split('\n')
          .at(-1) ?? '',
      after: line(end, end + aroundLength).split('\n')[0] ?? '',
      from: text.posOf(index, 'right'),
      to: text.posOf(end, 'left'),
    }
  })
}

/**
 * Puts `words` where the pattern stands: one change a lesson, which touches nothing but those words.
 *
 * `only` one match of a lesson, counted in its text; else every one, that of the title too. Answers how many there were.
 */
export function replaceInLesson(doc: Y.Doc, lesson: LessonId, pattern: RegExp, words: string, only?: number): number {
  const text = new LessonText(lessonFragment(doc, lesson))
  const all = [...text.text.matchAll(pattern)]
  const matches = only === undefined ? all : all.slice(only, only + 1)
  let count = matches.length
  doc.transact(() => {
    // From the back, so that places further ahead stay right.
    for (const { 0: exact, index } of matches.toReversed()) writeEdit(text, 0, { from: index, to: index + exact.length, text: words })
    if (only !== undefined) return
    const node = lesson as string as NodeId // a lesson's text has the id of its line
    const title = String(outlineOf(doc).get(node)?.get('title') ?? '')
    const renamed = title.replace(pattern, () => (count++, words))
    if (renamed !== title) renameNode(doc, node, renamed.slice(0, 200))
  }, replacing)
  return count
}

/** Replacements from now on, each call of `stepBack` taking back what was replaced since the one before. */
export function replacements(doc: Y.Doc, lessons: readonly LessonId[]) {
  const scope = [outlineOf(doc), ...lessons.map((lesson) => lessonFragment(doc, lesson))] as Y.AbstractType<unknown>[]
  const manager = new Y.UndoManager(scope, { trackedOrigins: new Set([replacing]), captureTimeout: 600_000 })
  return {
    /** Ends the step: what comes next is taken back apart from it. */
    seal: () => manager.stopCapturing(),
    stepBack: () => manager.undo() !== null,
    close: () => manager.destroy(),
  }
}
