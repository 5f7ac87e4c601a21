import type { Beat } from './beat.ts'

type Tools = {
  /** One step; it handles its own errors. */
  work: () => Promise<void>
  hasWork: () => boolean
  /** Somebody asked and waits for the answer. */
  isAsked: () => boolean
  /** Milliseconds for which what comes may wait for more. */
  restsMs: () => number
  beat: Beat
  onAsleep: () => void
}

/** Does what there is to do, one step after another and never two at once, and sleeps in between. */
export class Loop {
  readonly #tools: Tools
  /** From the first thing to do until nothing is left. */
  #isAwake = false
  /** Awake, and waiting for more to come, or for the beat; the beat knows by it whether it is still waited for. */
  #waiting: symbol | undefined
  #resting: NodeJS.Timeout | undefined
  readonly #whenAsleep: (() => void)[] = []

  constructor(tools: Tools) {
    this.#tools = tools
  }

  get isAwake(): boolean {
    return this.#isAwake
  }

  /** There is something to do. */
  wake() {
    if (this.#isAwake && !(this.#waiting && this.#tools.isAsked())) return
    this.#isAwake = true
    this.#gather()
  }

  /** Resolves when nothing is left to do. */
  async asleep() {
    if (this.#isAwake) await new Promise<void>((resolve) => this.#whenAsleep.push(resolve))
  }

  /**
   * Goes on when what arrives together is here. Keys wait for those of other courses, and in a crowd for the next
   * telling; whoever asked something waits for nothing.
   */
  #gather() {
    clearTimeout(this.#resting)
    this.#waiting = undefined
    if (this.#tools.isAsked()) return void setImmediate(() => void this.#step())
    const waiting = (this.#waiting = Symbol())
    const restsMs = this.#tools.restsMs()
    if (restsMs > 0) this.#resting = setTimeout(() => this.#awaitBeat(waiting), restsMs)
    else this.#awaitBeat(waiting)
  }

  #awaitBeat(waiting: symbol) {
    this.#tools.beat(() => {
      // Somebody asked meanwhile, and the step was taken then.
      if (this.#waiting !== waiting) return
      this.#waiting = undefined
      void this.#step()
    })
  }

  async #step() {
    await this.#tools.work()
    if (this.#tools.hasWork()) return this.#gather()
    this.#isAwake = false
    this.#tools.onAsleep()
    for (const tell of this.#whenAsleep.splice(0)) tell()
  }
}
