/** A bucket that fills steadily: who spends more than it holds is told how long to wait. */
export class Budget {
  readonly #perSecond: number
  readonly #most: number
  #left: number
  #at: number

  /** `perSecond` 0 means no limit. */
  constructor(perSecond: number, burstSeconds: number, now: number) {
    this.#perSecond = perSecond
    this.#most = perSecond * burstSeconds
    this.#left = this.#most
    this.#at = now
  }

  spend(amount: number, now: number) {
    this.#left = Math.min(this.#most, this.#left + (this.#perSecond * (now - this.#at)) / 1000) - amount
    this.#at = now
  }

  /** Milliseconds until the debt is paid; 0 when there is none. */
  waitMs(): number {
    return this.#perSecond === 0 || this.#left >= 0 ? 0 : (-this.#left / this.#perSecond) * 1000
  }
}
