import DiffMatchPatch from 'diff-match-patch'

// Three versions of one sentence: as it was published, as it is now, as somebody proposes it.

/** One change: `text` in place of what stands from `from` to `to`. */
export type Edit = { from: number; to: number; text: string }

const differ = new DiffMatchPatch()
differ.Diff_Timeout = 0.2 // seconds; after that the difference is coarser and still right

/** What turns one text into another, from left to right, in pieces that make sense to a reader. */
export function editsBetween(before: string, after: string): Edit[] {
  const diff = differ.diff_main(before, after)
  differ.diff_cleanupSemantic(diff)
  const edits: Edit[] = []
  let at = 0
  for (const [operation, text] of diff) {
    const last = edits.at(-1)
    if (operation === 0) at += text.length
    else if (operation < 0) edits.push({ from: at, to: (at += text.length), text: '' })
    else if (last && last.to === at) last.text += text
    else edits.push({ from: at, to: at, text })
  }
  return edits
}

export const isSameEdit = (a: Edit, b: Edit) => a.from === b.from && a.to === b.to && a.text === b.text
/** Two changes at one place. Insertions at a shared edge clash too: nobody can know which comes first. */
export const clash = (a: Edit, b: Edit) =>
  !isSameEdit(a, b) && ((a.from < b.to && b.from < a.to) || ((a.from === a.to || b.from === b.to) && a.from <= b.to && b.from <= a.to))

/** Brings two changes of one text together; a conflict when they touch the same words differently. */
export function merge3(base: string, mine: string, theirs: string): { text: string } | { conflict: true } {
  if (mine === theirs || theirs === base) return { text: mine }
  if (mine === base) return { text: theirs }
  const ours = editsBetween(base, mine)
  const others = editsBetween(base, theirs).filter((edit) => !ours.some((each) => isSameEdit(each, edit)))
  if (ours.some((a) => others.some((b) => clash(a, b)))) return { conflict: true }
  let text = base
  for (const edit of [...ours, ...others].sort((a, b) => b.from - a.from || b.to - a.to))
    text = text.slice(0, edit.from) + edit.text + text.slice(edit.to)
  return { text }
}
