import * as Y from 'yjs'

// How deep an edit cuts. A deletion of much of a course is an author's right; it is kept where it can be taken back.

/** The share of what was visible that makes a deletion a deep cut. */
const deepShare = 0.3
/** Characters and blocks below which a course is small: what is lost there is soon written again. */
const largeCourse = 2000

/** Whether a transaction deleted more than 30 % of what was visible in a larger course before it. */
export function cutsDeep({ doc, deleteSet, beforeState }: Y.Transaction): boolean {
  let deleted = 0
  for (const [client, ranges] of deleteSet.clients) {
    // What came deleted was never seen here.
    const known = beforeState.get(client) ?? 0
    for (const { clock, len } of ranges) deleted += Math.max(0, Math.min(clock + len, known) - clock)
  }
  if (deleted < largeCourse * deepShare) return false
  const before = deleted + visibleBefore(doc, beforeState)
  return before >= largeCourse && deleted > before * deepShare
}

/** How much of what was there before is visible still. */
function visibleBefore(doc: Y.Doc, beforeState: ReadonlyMap<number, number>): number {
  let visible = 0
  for (const [client, structs] of doc.store.clients) {
    const known = beforeState.get(client) ?? 0
    for (const struct of structs) {
      if (struct.id.clock >= known) break
      if (struct instanceof Y.Item && !struct.deleted) visible += struct.length
    }
  }
  return visible
}
