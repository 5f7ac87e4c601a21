import { expect } from 'vitest'
import * as Y from 'yjs'
import { judge, type Writer } from '../../server/collaboration/gate/gate.ts'
import { Refusal } from '../../server/collaboration/gate/refusal.ts'
import { metaOf, outlineOf, threadsOf } from '../../shared/document/layout.ts'
import type { PersonId } from '../../shared/id.ts'
import { aParagraph } from './kit.ts'

// A small course, and what the gate says to an update of it.

export const L = 'l:lesson0001'
/** Who writes in these tests, and when. */
export const ana = { person: 'person-ana' as PersonId, now: 1_000_000 }
export const editor: Writer = { ...ana, mayWrite: true, owns: () => true }
export const reader: Writer = { ...ana, mayWrite: false, owns: () => true }

/** A course as the server holds it: a lesson of one paragraph "Hello", an outline, a thread. */
export function aCourse() {
  const doc = new Y.Doc()
  doc.clientID = 1
  doc.transact(() => {
    metaOf(doc).set('title', 'Refunds')
    metaOf(doc).set('schema', 1)
    const node = new Y.Map<unknown>(Object.entries({ kind: 'lesson', parent: null, pos: 'a0', title: 'Welcome' }))
    outlineOf(doc).set('lesson0001', node)
    doc.getXmlFragment(L).insert(0, [aParagraph('Hello', 'block00000001')])
    threadsOf(doc).set('thread', { by: 'ana', at: 1, on: 'course' } as never)
  })
  return doc
}

/** What an honest client that has everything sends when it does `edit`. */
export function edited(course: Y.Doc, edit: (doc: Y.Doc) => void, client = 4711): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(course))
  doc.clientID = client
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.transact(() => edit(doc))
  return Y.mergeUpdates(updates)
}

export function codeOf(course: Y.Doc, update: Uint8Array, writer = editor): string {
  const before = Y.encodeStateAsUpdate(course)
  try {
    return judge(course, update, writer) === null ? 'nothing' : 'passes'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  } finally {
    expect(Y.encodeStateAsUpdate(course), 'judging changes nothing').toEqual(before)
  }
}

export const lessonOf = (doc: Y.Doc) => doc.getXmlFragment(L)
export const paragraphOf = (doc: Y.Doc) => lessonOf(doc).get(0) as Y.XmlElement
export const textIn = (doc: Y.Doc) => paragraphOf(doc).get(0) as Y.XmlText
export const idOf = (type: Y.Map<unknown> | Y.XmlElement | Y.XmlText) => (type._item as Y.Item).id
export const any = (value: unknown) => new Y.ContentAny([value])
export const text = (value: string) => new Y.ContentString(value)
export const element = (name: string) => new Y.ContentType(new Y.XmlElement(name) as never)
