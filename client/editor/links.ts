import { type Command, type EditorState } from 'prosemirror-state'
import { markType } from './nodes.ts'

// Links in the text, for the tools that show and change them; fetched with those.

/** The link around the caret or on the selection, with the stretch it covers. */
export function linkAt(state: EditorState): { href: string; from: number; to: number } | null {
  const type = markType(state.schema, 'link')
  const { $from, from, to, empty } = state.selection
  const hit = empty ? type.isInSet($from.marks()) : undefined
  if (!empty) {
    let href: string | null = null
    state.doc.nodesBetween(from, to, (node) => {
      href ??= (type.isInSet(node.marks)?.attrs.href as string | undefined) ?? null
    })
    return href === null ? null : { href, from, to }
  }
  if (!hit) return null
  // The link covers the neighbouring pieces of text that carry the very same mark.
  const parent = $from.parent
  let [start, end] = [$from.start(), $from.start()]
  let around: { from: number; to: number } | null = null
  parent.forEach((child, offset) => {
    const carries = hit.isInSet(child.marks)
    if (!carries) start = $from.start() + offset + child.nodeSize
    end = $from.start() + offset + child.nodeSize
    if (carries && start <= $from.pos && $from.pos <= end) around = { from: start, to: end }
  })
  return around ? { href: hit.attrs.href as string, ...(around as { from: number; to: number }) } : null
}

/** Addresses are often pasted without their scheme. */
export const completeAddress = (typed: string) =>
  /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(typed) ? `https://${typed}` : /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed) ? `mailto:${typed}` : typed

/** Links [from, to) to `href`, or takes the link away where `href` is null. */
export const setLink =
  (href: string | null, from: number, to: number): Command =>
  (state, dispatch) => {
    const type = markType(state.schema, 'link')
    const tr = state.tr.removeMark(from, to, type)
    dispatch?.(href === null ? tr : tr.addMark(from, to, type.create({ href })))
    return true
  }
