import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

// What stays on this device: a copy of each open draft, and what the server would not take.

/** A copy of a document that follows it from now on. */
export type DeviceCopy = {
  /** Resolves when what was kept is in the document. */
  loaded: Promise<void>
  close(): Promise<void>
  /** Forgets the copy. */
  clear(): Promise<void>
}

export type Keep = {
  /** Starts following `doc` under `name`. */
  follow(name: string, doc: Y.Doc): DeviceCopy
  get(name: string): string | null
  /** null forgets. */
  set(name: string, value: string | null): void
}

/** The browser's own storage. One that keeps nothing (private mode) is no reason to fail: then only the server keeps. */
export const browserKeep: Keep = {
  follow(name, doc) {
    const copy = new IndexeddbPersistence(`colloquy ${name}`, doc)
    // Its updates are told from those of a person by this mark.
    Object.defineProperty(copy, 'isDeviceCopy', { value: true })
    const loaded = Promise.race([copy.whenSynced.then(() => {}), new Promise<void>((resolve) => setTimeout(resolve, 3000))])
    return {
      loaded: loaded.catch(() => {}),
      close: () => copy.destroy().catch(() => {}),
      clear: () => copy.clearData().catch(() => {}),
    }
  },
  get(name) {
    try {
      return localStorage.getItem(`colloquy ${name}`)
    } catch {
      return null
    }
  },
  set(name, value) {
    try {
      if (value === null) localStorage.removeItem(`colloquy ${name}`)
      else localStorage.setItem(`colloquy ${name}`, value)
    } catch {
      // Full or blocked: whoever keeps something reads it again, and holds it otherwise.
    }
  },
}
