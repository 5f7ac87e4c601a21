import type * as Y from 'yjs'
import { type Anchor, healAnchor, resolveAnchor } from './anchors.ts'
import { lessonFragment } from './layout.ts'
import { LessonText } from './positions.ts'

/**
 * The anchor that somebody's browser sent, where its words really stand: as it was sent, else found again in its lesson.
 *
 * `'tie'` when they stand in two places that fit alike, `'gone'` when they stand nowhere.
 */
export function sentAnchor(doc: Y.Doc, anchor: Anchor): Anchor | 'tie' | 'gone' {
  const range = resolveAnchor(doc, anchor)
  if (range) {
    const text = new LessonText(lessonFragment(doc, anchor.lesson))
    if (text.text.slice(text.textAt(range.from), text.textAt(range.to)) === anchor.quote.exact) return anchor
  }
  const healed = healAnchor(doc, anchor)
  if (healed === 'tie') return 'tie'
  return healed && healed.anchor.lesson === anchor.lesson ? healed.anchor : 'gone'
}
