import { attrsOf, blockIdOf, isTextBlock, type Prose, textOfBlock } from './document/prose.ts'

// What changed between two versions of a lesson, word by word, for people who learnt the earlier one.

export type Run = { op: 'same' | 'gone' | 'new'; text: string }
export type BlockDiff = { block: string; change: 'new' | 'changed' | 'removed'; words: Run[] }

type Piece = { id: string; text: string; /** what else makes the piece what it is: a heading's level, an image's file */ look: string }

/** The addressable pieces of prose in reading order: what holds text, and images by their description. */
function piecesOf(nodes: readonly Prose[]): Piece[] {
  return nodes.flatMap((node): Piece[] => {
    const id = blockIdOf(node)
    const { level, file, src, alt, caption } = attrsOf(node)
    if (id && isTextBlock(node.type)) return [{ id, text: textOfBlock(node), look: `${node.type} ${String(level ?? '')}` }]
    if (id && node.type === 'image') return [{ id, text: String(alt || caption || ''), look: String(file ?? src) }]
    return piecesOf(node.content ?? [])
  })
}

/** Block by block, in the order of `after`; a removed block stands behind the one it followed. */
export function diffProse(before: readonly Prose[], after: readonly Prose[]): BlockDiff[] {
  const was = piecesOf(before)
  const is = piecesOf(after)
  const old = new Map(was.map((piece) => [piece.id, piece]))
  const kept = new Set(is.map((piece) => piece.id))
  const removedAfter = new Map<string, BlockDiff[]>()
  let previous = ''
  for (const piece of was) {
    if (kept.has(piece.id)) previous = piece.id
    else if (piece.text)
      removedAfter.set(previous, [
        ...(removedAfter.get(previous) ?? []),
        { block: piece.id, change: 'removed', words: [{ op: 'gone', text: piece.text }] },
      ])
  }
  return [
    ...(removedAfter.get('') ?? []),
    ...is.flatMap((piece) => [...changeOf(old.get(piece.id), piece), ...(removedAfter.get(piece.id) ?? [])]),
  ]
}

function changeOf(was: Piece | undefined, is: Piece): BlockDiff[] {
  if (!was) return is.text ? [{ block: is.id, change: 'new', words: [{ op: 'new', text: is.text }] }] : []
  if (was.text === is.text && was.look === is.look) return []
  return [{ block: is.id, change: 'changed', words: diffWords(was.text, is.text) }]
}

// Above this many comparisons the middle is shown as replaced: nobody reads a word diff of two thousand words.
const mostSteps = 4_000_000

/** Runs of words that stayed, went and came; joining `same` and `new` gives `after`, `same` and `gone` gives `before`. */
export function diffWords(before: string, after: string): Run[] {
  const a = wordsOf(before)
  const b = wordsOf(after)
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return joinRuns([
    ...a.slice(0, start).map((text): Run => ({ op: 'same', text })),
    ...diffMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map((text): Run => ({ op: 'same', text })),
  ])
}

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}\p{M}'’_-]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? []

/** Longest common subsequence by table; the texts differ at both of their ends. */
function diffMiddle(a: readonly string[], b: readonly string[]): Run[] {
  if (a.length * b.length > mostSteps)
    return [
      { op: 'gone', text: a.join('') },
      { op: 'new', text: b.join('') },
    ]
  const width = b.length + 1
  const common = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const runs: Run[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      runs.push({ op: 'same', text: a[i] ?? '' })
      i++
      j++
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) runs.push({ op: 'gone', text: a[i++] ?? '' })
    else runs.push({ op: 'new', text: b[j++] ?? '' })
  }
  return runs
}

/** Words this short between two changes stay by chance: read as one change they make sense, one by one they flicker. */
const shortestKept = 4

/** Joins neighbours of one kind, and swallows what is too short between two changes. */
function joinRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = []
  let gone = ''
  let fresh = ''
  const flush = () => {
    if (gone) joined.push({ op: 'gone', text: gone })
    if (fresh) joined.push({ op: 'new', text: fresh })
    gone = fresh = ''
  }
  const parts = together(runs)
  parts.forEach((run, index) => {
    const isBetween = run.op === 'same' && index > 0 && index < parts.length - 1 && run.text.trim().length < shortestKept
    if (run.op === 'gone' || isBetween) gone += run.text
    if (run.op === 'new' || isBetween) fresh += run.text
    if (run.op !== 'same' || isBetween) return
    flush()
    joined.push(run)
  })
  flush()
  return joined
}

function together(runs: readonly Run[]): Run[] {
  const parts: Run[] = []
  for (const { op, text } of runs) {
    const last = parts.at(-1)
    if (last?.op === op) last.text += text
    else parts.push({ op, text })
  }
  return parts
}
