import { fromBase64, toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { DeviceNotes } from './device-notes.ts'
import { type Passage, passagesOnlyIn } from './passages.ts'

/**
 * What somebody wrote and the server does not have and will not take: kept on this device, readable, until its writer
 * lets it go.
 */
export class Quarantine {
  readonly #notes: DeviceNotes

  constructor(notes: DeviceNotes) {
    this.#notes = notes
  }

  get passages(): Passage[] {
    return this.#notes.passages()
  }

  /** Whether all that was set aside is there after this page is gone. */
  get isKept(): boolean {
    return this.#notes.isKept('passages')
  }

  /** Keeps a document that the server takes nothing more from, before anything of it is thrown away. */
  keep(doc: Y.Doc) {
    this.#notes.set('refused', toBase64(Y.encodeStateAsUpdate(doc)))
  }

  /** What was kept is compared with the server's state, once that is here. Returns whether there was something to compare. */
  compare(theirs: Y.Doc): boolean {
    const refused = this.#notes.get('refused')
    if (refused === null) return false
    const mine = new Y.Doc()
    Y.applyUpdate(mine, fromBase64(refused))
    this.add(passagesOnlyIn(mine, stateOf(theirs)))
    mine.destroy()
    this.#notes.set('refused', null)
    return true
  }

  /** Notes what the server surely has: all of `doc`. */
  noteKnown(doc: Y.Doc) {
    this.#notes.set('known', toBase64(Y.encodeStateVector(doc)))
  }

  /** Sets aside what of `doc` the server was not known to have. Doing so again adds nothing. */
  setAsideUnsent(doc: Y.Doc) {
    const known = this.#notes.get('known')
    this.add(passagesOnlyIn(doc, known === null ? new Map() : Y.decodeStateVector(fromBase64(known))))
  }

  forget() {
    this.#notes.set('passages', null)
  }

  /** Adds what is not there yet. */
  add(found: readonly Passage[]) {
    const passages = this.passages
    const isKept = (passage: Passage) => passages.some((kept) => JSON.stringify(kept) === JSON.stringify(passage))
    this.#notes.set('passages', JSON.stringify([...passages, ...found.filter((passage) => !isKept(passage))]))
  }
}

const stateOf = (doc: Y.Doc) => Y.decodeStateVector(Y.encodeStateVector(doc))
