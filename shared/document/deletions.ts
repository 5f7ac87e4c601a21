import * as Y from 'yjs'
import type { LessonId } from '../id.ts'
import { lessonOf } from './layout.ts'

// What was deleted, by whom: a document forgets it, only its log can tell.

/** One record of a course's log. */
export type LoggedUpdate = { seq: number; actor: string | null; at: number; body: Uint8Array }
/** Words that somebody took out of a lesson. */
export type DeletedText = { seq: number; actor: string | null; at: number; lesson: LessonId; text: string }

/** Finds what `records`, which follow on `base`, deleted of lessons' text; oldest first. */
export function deletionsIn(base: Iterable<Uint8Array>, records: readonly LoggedUpdate[]): DeletedText[] {
  // Without collection the document keeps what is deleted from here on.
  const doc = new Y.Doc({ gc: false })
  doc.transact(() => {
    for (const update of base) Y.applyUpdate(doc, update)
    for (const { body } of records) Y.applyUpdate(doc, body)
  })
  const found: DeletedText[] = []
  for (const { seq, actor, at, body } of records) {
    const texts = new Map<LessonId, string>()
    for (const [client, ranges] of Y.decodeUpdate(body).ds.clients)
      for (const { clock, len } of ranges)
        for (const { lesson, text } of textsAt(doc, client, clock, len)) texts.set(lesson, (texts.get(lesson) ?? '') + text)
    for (const [lesson, text] of texts) if (text.trim()) found.push({ seq, actor, at, lesson, text })
  }
  doc.destroy()
  return found
}

function* textsAt(doc: Y.Doc, client: number, clock: number, length: number): Generator<{ lesson: LessonId; text: string }> {
  const structs = doc.store.clients.get(client)
  if (!structs || clock >= Y.getState(doc.store, client)) return
  for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
    const item = structs[i]!
    if (item.id.clock >= clock + length) return
    if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentString)) continue
    const lesson = lessonAbove(doc, item)
    const from = Math.max(0, clock - item.id.clock)
    if (lesson) yield { lesson, text: item.content.str.slice(from, clock + length - item.id.clock) }
  }
}

function lessonAbove(doc: Y.Doc, item: Y.Item): LessonId | undefined {
  let type = item.parent
  while (type instanceof Y.AbstractType && type._item) type = type._item.parent
  for (const [name, root] of doc.share) if (root === type) return lessonOf(name)
  return undefined
}
