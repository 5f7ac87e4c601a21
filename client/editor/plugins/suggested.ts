import type { Node } from 'prosemirror-model'
import { Decoration } from 'prosemirror-view'
import type { FormattedRun } from '../../../shared/document/formatted-diff.ts'
import type { ProseMark } from '../../../shared/document/prose.ts'
import { diffWords } from '../../../shared/prose-diff.ts'

/** Other words for a passage, which reads `was` unless somebody changed it since. `runs`: the difference, where formatting is part of it. */
export type Change = { was: string; proposed: string; runs?: readonly FormattedRun[] | undefined }

/**
 * What would go, struck out, what would come, underlined behind it, and what would only look otherwise, dashed: drawn, and
 * no part of the text.
 *
 * Nothing where the passage reads otherwise by now: what a merge would make of it is the server's to say.
 */
export function drawChange(
  doc: Node,
  key: string,
  { from, to }: { from: number; to: number },
  { was, proposed, runs }: Change,
): Decoration[] {
  if (doc.textBetween(from, to, '\n', '\n') !== was) return []
  const drawn: Decoration[] = []
  let at = from
  for (const run of runs ?? diffWords(was, proposed)) {
    const { op, text } = run
    const marks = 'marks' in run ? run.marks : []
    if (op === 'new')
      drawn.push(Decoration.widget(at, () => coming(text, marks), { side: 1, ignoreSelection: true, key: `${key} ${text}` }))
    else {
      // Inside one block a letter is a position, and so is a line break.
      if (op === 'gone') drawn.push(Decoration.inline(at, at + text.length, { nodeName: 'del', class: 'suggest-gone' }))
      if (op === 'format') drawn.push(Decoration.inline(at, at + text.length, { class: 'suggest-format' }))
      at += text.length
    }
  }
  return drawn
}

function coming(text: string, marks: readonly ProseMark[]): HTMLElement {
  const words = document.createElement('ins')
  words.className = 'suggest-new'
  let inner: HTMLElement = words
  for (const { type } of marks) {
    const tag = tags[type]
    if (tag) inner = inner.appendChild(document.createElement(tag))
  }
  inner.textContent = text
  return words
}
const tags: Record<string, string> = { strong: 'strong', em: 'em', underline: 'u', strike: 's', code: 'code', maths: 'code', link: 'u' }
