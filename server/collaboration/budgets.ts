import type { PersonId } from '../../shared/id.ts'
import type { Config } from '../platform/config.ts'
import { Budget } from './budget.ts'

/** Seconds' worth that may be spent at once: a page that comes back after a long time offline sends much. */
const burstSeconds = 8
/** How many times a socket's share all sockets of one person have together. */
const personsShare = 2

/** What a socket may cost: bytes it sends, and milliseconds of processor time. */
export type SocketBudgets = { bytes: Budget; cpu: Budget }

/** Shares of the server: each socket has one, and all sockets of a person have one together. */
export class Budgets {
  readonly #limits: Pick<Config['limits'], 'bytesPerSecond' | 'cpuMsPerSecond'>
  readonly #persons = new Map<PersonId, SocketBudgets & { sockets: number }>()

  constructor(limits: Pick<Config['limits'], 'bytesPerSecond' | 'cpuMsPerSecond'>) {
    this.#limits = limits
  }

  /** For one more socket of a person; give it back by `close`. */
  open(personId: PersonId, now = performance.now()): SocketBudgets {
    const person = this.#persons.get(personId) ?? { ...this.#budgets(personsShare, now), sockets: 0 }
    person.sockets++
    this.#persons.set(personId, person)
    return this.#budgets(1, now, person)
  }

  close(personId: PersonId) {
    const person = this.#persons.get(personId)
    if (person) person.sockets--
  }

  /** Forgets who has left. Who is in debt is remembered: coming back pays none. */
  sweep(now = performance.now()) {
    for (const [personId, { sockets, bytes, cpu }] of this.#persons)
      if (sockets === 0 && bytes.isFull(now) && cpu.isFull(now)) this.#persons.delete(personId)
  }

  /** How many people are remembered. */
  get size(): number {
    return this.#persons.size
  }

  #budgets(share: number, now: number, shared?: SocketBudgets): SocketBudgets {
    const { bytesPerSecond, cpuMsPerSecond } = this.#limits
    return {
      bytes: new Budget(bytesPerSecond * share, burstSeconds, now, shared?.bytes),
      cpu: new Budget(cpuMsPerSecond * share, burstSeconds, now, shared?.cpu),
    }
  }
}
