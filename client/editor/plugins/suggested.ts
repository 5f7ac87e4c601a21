import type { Node } from 'prosemirror-model'
import { Decoration } from 'prosemirror-view'
import { diffWords } from '../../../shared/prose-diff.ts'

/** Other words for a passage, which reads `was` unless somebody changed it since. */
export type Change = { was: string; proposed: string }

/**
 * What would go, struck out, and what would come, underlined behind it: drawn, and no part of the text.
 *
 * Nothing where the passage reads otherwise by now: what a merge would make of it is the server's to say.
 */
export function drawChange(doc: Node, key: string, { from, to }: { from: number; to: number }, { was, proposed }: Change): Decoration[] {
  if (doc.textBetween(from, to, '\n', '\n') !== was) return []
  const drawn: Decoration[] = []
  let at = from
  for (const { op, text } of diffWords(was, proposed)) {
    if (op === 'new') drawn.push(Decoration.widget(at, () => coming(text), { side: 1, ignoreSelection: true, key: `${key} ${text}` }))
    else {
      // Inside one block a letter is a position, and so is a line break.
      if (op === 'gone') drawn.push(Decoration.inline(at, at + text.length, { nodeName: 'del', class: 'suggest-gone' }))
      at += text.length
    }
  }
  return drawn
}

function coming(text: string): HTMLElement {
  const words = document.createElement('ins')
  words.className = 'suggest-new'
  words.textContent = text
  return words
}
