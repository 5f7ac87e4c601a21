import type { Keep } from './keep.ts'
import type { Passage } from './passages.ts'

/** How long after a change it is noted how many are unsaved: typing must not write to the disk at every key. */
const notedAfterMs = 400

type What = 'role' | 'epoch' | 'generation' | 'unsaved' | 'refused' | 'refusedCopy' | 'known' | 'passages' | 'commands'

/** What one person's device remembers of one course, beside the copy of the draft itself. */
export class DeviceNotes {
  readonly #keep: Keep
  readonly #of: string
  /** What the device has no room for, or keeps nothing of: this page remembers it for as long as it lives. */
  readonly #unkept = new Map<What, string>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(keep: Keep, person: string, course: string) {
    this.#keep = keep
    this.#of = `${person} ${course}`
  }

  get = (what: What): string | null => this.#unkept.get(what) ?? this.#keep.get(`${what} ${this.#of}`)

  /** null forgets. */
  set(what: What, value: string | null) {
    if (this.get(what) === value) return
    const name = `${what} ${this.#of}`
    this.#keep.set(name, value)
    if (value === null || this.#keep.get(name) === value) this.#unkept.delete(what)
    else this.#unkept.set(what, value)
  }

  /** Whether it is on the device, and there after this page is gone. */
  isKept = (what: What): boolean => !this.#unkept.has(what)

  /** The name of the copy that is followed now: another one after what it held was refused, or a backup was restored. */
  copyName = (epoch: string) => `copy ${this.#of} ${epoch} ${this.get('generation') ?? '0'}`

  /** From now on a fresh copy. */
  beginCopy() {
    this.set('generation', String(Number(this.get('generation') ?? 0) + 1))
    this.set('epoch', null)
    this.set('unsaved', null)
    this.set('known', null)
  }

  passages(): Passage[] {
    try {
      return JSON.parse(this.get('passages') ?? '[]') as Passage[] // written by us
    } catch {
      return []
    }
  }

  /** Notes how many changes wait, a moment later; `count` tells how many they are then. */
  noteUnsaved(count: () => number) {
    if (this.#timer !== undefined || this.get('unsaved') === String(count())) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.set('unsaved', String(count()))
    }, notedAfterMs)
  }

  /** Notes what was still to be noted. */
  close(unsaved: number) {
    clearTimeout(this.#timer)
    this.set('unsaved', String(unsaved))
  }
}
