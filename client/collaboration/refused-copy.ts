import * as Y from 'yjs'
import type { DeviceNotes } from './device-notes.ts'
import type { DeviceCopy, Keep } from './keep.ts'
import type { Quarantine } from './quarantine.ts'

export type NamedCopy = DeviceCopy & { name: string }

export function follow(keep: Keep, doc: Y.Doc, name: string): NamedCopy {
  return { ...keep.follow(name, doc), name }
}

/**
 * The device's copy of a document that was refused, until all that only it held is set aside: the device may have no
 * room for a second one.
 */
export class RefusedCopy {
  readonly #keep: Keep
  readonly #notes: DeviceNotes
  #copy: NamedCopy | undefined
  #isClosed = false

  constructor(keep: Keep, notes: DeviceNotes) {
    this.#keep = keep
    this.#notes = notes
  }

  hold(copy: NamedCopy | undefined) {
    this.forget()
    this.#copy = copy
    this.#notes.set('refusedCopy', copy?.name ?? null)
  }

  /** A page that was closed before it had compared what was refused leaves that to the next one. */
  async find(quarantine: Quarantine) {
    const name = this.#notes.get('refusedCopy')
    if (name === null) return
    const doc = new Y.Doc()
    const copy = follow(this.#keep, doc, name)
    await copy.loaded
    // One that did not load in time is there for the next visit.
    const isLoaded = doc.store.clients.size > 0
    if (this.#isClosed || !isLoaded || this.#notes.get('refusedCopy') !== name) return void copy.close()
    this.#copy = copy
    if (this.#notes.get('refused') === null) quarantine.keep(doc)
  }

  forget() {
    void this.#copy?.clear()
    this.#copy = undefined
    this.#notes.set('refusedCopy', null)
  }

  close() {
    this.#isClosed = true
    void this.#copy?.close()
  }
}
