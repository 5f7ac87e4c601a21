/** A bucket that fills steadily: who spends more than it holds is told how long to wait. */
export class Budget {
  readonly #perSecond: number
  readonly #most: number
  readonly #shared: Budget | undefined
  #left: number
  #at: number

  /** `perSecond` 0 means no limit. What is spent is spent from `shared` too, which several others share. */
  constructor(perSecond: number, burstSeconds: number, now: number, shared?: Budget) {
    this.#perSecond = perSecond
    this.#most = perSecond * burstSeconds
    this.#left = this.#most
    this.#at = now
    this.#shared = shared
  }

  spend(amount: number, now: number) {
    this.#fill(now)
    this.#left -= amount
    this.#shared?.spend(amount, now)
  }

  /** Milliseconds until the debt is paid; 0 when there is none. */
  waitMs(): number {
    const own = this.#perSecond === 0 || this.#left >= 0 ? 0 : (-this.#left / this.#perSecond) * 1000
    return Math.max(own, this.#shared?.waitMs() ?? 0)
  }

  /** Whether nothing of it is spent: one that is made anew would be the same. */
  isFull(now: number): boolean {
    this.#fill(now)
    return this.#left >= this.#most
  }

  #fill(now: number) {
    // A clock that was set back gives nothing and takes nothing.
    const passedMs = Math.max(0, now - this.#at)
    this.#left = Math.min(this.#most, this.#left + (this.#perSecond * passedMs) / 1000)
    this.#at = now
  }
}
