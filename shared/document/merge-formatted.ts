import { type Formatted, formattedOf, type Look, looksOf, plainOf } from './formatted.ts'
import { clash, type Edit, editsBetween, isSameEdit } from './merge.ts'

// Three versions of one sentence with their formatting: as somebody saw it, as it is now, as they propose it.

/** What becomes of marks: by name, what they say then; undefined where they go. */
type Change = Readonly<Record<string, string | undefined>>

/**
 * Brings two changes of one text together, words and formatting; a conflict when they touch the same words differently.
 *
 * What was typed amid words that are to be bold becomes bold with them. Where less than half is left of a stretch whose
 * formatting is to change, it was changed otherwise.
 */
export function mergeFormatted(base: Formatted, mine: Formatted, theirs: Formatted): { words: Formatted } | { conflict: true } {
  const was = plainOf(base)
  const ours = editsBetween(was, plainOf(mine))
  const theirEdits = editsBetween(was, plainOf(theirs))
  const others = theirEdits.filter((edit) => !ours.some((each) => isSameEdit(each, edit)))
  if (ours.some((a) => others.some((b) => clash(a, b)))) return { conflict: true }

  const looks = { base: looksOf(base), mine: looksOf(mine), theirs: looksOf(theirs) }
  const [inMine, inTheirs] = [placesAfter(was, ours), placesAfter(was, theirEdits)]
  const changes = looks.base.map((look, at): Change => {
    const then = inTheirs[at]
    return then === undefined ? {} : changeOf(look, looks.theirs[then] ?? {})
  })
  if (hasLostStretch(changes, (at) => inMine[at] !== undefined)) return { conflict: true }

  let text = ''
  const merged: Look[] = []
  const put = (words: string, lookAt: (i: number) => Look) => {
    for (let i = 0; i < words.length; i++) merged.push(lookAt(i))
    text += words
  }
  const starts = new Map<number, { edit: Edit; by: 'mine' | 'theirs' }[]>()
  for (const edit of ours) starts.set(edit.from, [...(starts.get(edit.from) ?? []), { edit, by: 'mine' }])
  for (const edit of others) starts.set(edit.from, [...(starts.get(edit.from) ?? []), { edit, by: 'theirs' }])
  for (let at = 0; at <= was.length;) {
    let next = at
    for (const { edit, by } of starts.get(at) ?? []) {
      // What both put there looks as it was proposed.
      const isTheirs = by === 'theirs' || theirEdits.some((each) => isSameEdit(each, edit))
      const start = startAfter(isTheirs ? theirEdits : ours, edit)
      const along = isTheirs ? {} : changeAlong(was, changes, edit)
      put(edit.text, (i) => changed((isTheirs ? looks.theirs : looks.mine)[start + i] ?? {}, along))
      next = Math.max(next, edit.to)
    }
    if (next === at) {
      const [now, change] = [looks.mine[inMine[at] ?? -1] ?? {}, changes[at] ?? {}]
      if (at < was.length) {
        if (isClash(looks.base[at] ?? {}, now, change)) return { conflict: true }
        put(was[at] ?? '', () => changed(now, change))
      }
      next = at + 1
    }
    at = next
  }
  return { words: formattedOf(text, merged) }
}

/** Where each character of a text stands after some edits; undefined for those that went. */
function placesAfter(text: string, edits: readonly Edit[]): (number | undefined)[] {
  let shift = 0
  let next = 0
  return Array.from({ length: text.length }, (_, at) => {
    for (let edit = edits[next]; edit && edit.from <= at; edit = edits[next]) {
      if (at < edit.to) return undefined
      shift += edit.text.length - (edit.to - edit.from)
      next++
    }
    return at + shift
  })
}

/** Where the words of an edit begin in the text that came of all edits. */
const startAfter = (edits: readonly Edit[], edit: Edit): number =>
  edits.reduce((start, { from, to, text }) => (to <= edit.from && from < edit.from ? start + text.length - (to - from) : start), edit.from)

function changeOf(was: Look, is: Look): Change {
  const names = new Set([...Object.keys(was), ...Object.keys(is)])
  return Object.fromEntries([...names].filter((name) => was[name] !== is[name]).map((name) => [name, is[name]]))
}

const isSameChange = (a: Change, b: Change) => {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => name in b && a[name] === b[name])
}

function changed(look: Look, change: Change): Look {
  const names = Object.keys(change)
  if (names.length === 0) return look
  const now: Record<string, string> = { ...look }
  for (const name of names) {
    const said = change[name]
    if (said === undefined) delete now[name]
    else now[name] = said
  }
  return now
}

/** The same mark was changed otherwise since: a link that leads elsewhere by now. */
const isClash = (was: Look, now: Look, change: Change) =>
  Object.keys(change).some((name) => now[name] !== was[name] && now[name] !== change[name])

/** What words that came meanwhile become: as all they replaced, as both their neighbours, or as the word they are part of. */
function changeAlong(was: string, changes: readonly Change[], { from, to, text }: Edit): Change {
  const common = (all: readonly Change[]) => (all[0] && all.every((each) => isSameChange(each, all[0]!)) ? all[0] : undefined) // it is not empty
  if (from < to) return common(changes.slice(from, to)) ?? {}
  const [before, after] = [changes[from - 1], changes[from]]
  if (before && after && isSameChange(before, after)) return before
  if (isLetter(was[from - 1]) && isLetter(text[0])) return before ?? {}
  return (isLetter(text.at(-1)) && isLetter(was[from]) && after) || {}
}
const isLetter = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}\p{M}]/u.test(character)

function hasLostStretch(changes: readonly Change[], isThere: (at: number) => boolean): boolean {
  for (let from = 0; from < changes.length;) {
    let to = from
    let left = 0
    for (; to < changes.length && isSameChange(changes[to] ?? {}, changes[from] ?? {}); to++) if (isThere(to)) left++
    if (Object.keys(changes[from] ?? {}).length > 0 && left * 2 < to - from) return true
    from = to
  }
  return false
}
