import type { CourseId, PersonId } from '../../shared/id.ts'
import { day } from '../../shared/time.ts'
import type { RefusalCode } from './gate/refusal.ts'
import type { Claim, CollaborationStore } from './store.ts'
import type { Edit, Outcome } from './turn.ts'

type Tools = { store: CollaborationStore; now: () => number; /** 0 means no limit. */ clientIdsPerDay: number }

/** Who writes under which Yjs client id in one course. The first claim wins, and is stored before anything written under it. */
export class ClientIds {
  readonly #courseId: CourseId
  readonly #tools: Tools
  readonly #owners: Map<number, PersonId>

  static async open(courseId: CourseId, tools: Tools): Promise<ClientIds> {
    return new ClientIds(courseId, tools, await tools.store.owners(courseId))
  }

  private constructor(courseId: CourseId, tools: Tools, owners: Map<number, PersonId>) {
    this.#courseId = courseId
    this.#tools = tools
    this.#owners = owners
  }

  ownerOf = (client: number): PersonId | undefined => this.#owners.get(client)

  /** Another server may have stored claims. */
  async refresh() {
    for (const [client, person] of await this.#tools.store.owners(this.#courseId)) this.#owners.set(client, person)
  }

  /** Stores the claims of a turn. Returns the edits whose claim failed: somebody was first, or it was one too many. */
  async claim(outcomes: readonly Outcome[]): Promise<Map<Edit, RefusalCode>> {
    const wanted = outcomes.flatMap(({ job, claims }) =>
      job.kind === 'edit' ? claims.map((clientId) => ({ job, clientId, personId: job.from.person.id })) : [],
    )
    const refused = new Map<Edit, RefusalCode>()
    if (wanted.length === 0) return refused
    const tooMany = await this.#overLimit(wanted)
    const allowed = wanted.filter(({ personId }) => !tooMany.has(personId)).map(({ clientId, personId }) => ({ clientId, personId }))
    const lost =
      allowed.length > 0 ? await this.#tools.store.claim(this.#courseId, allowed, this.#tools.now()) : new Map<number, PersonId>()
    for (const { clientId, personId } of allowed) this.#owners.set(clientId, lost.get(clientId) ?? personId)
    for (const { job, clientId, personId } of wanted) {
      if (tooMany.has(personId)) refused.set(job, 'client-limit')
      else if (lost.has(clientId)) refused.set(job, 'forged-client')
    }
    return refused
  }

  async #overLimit(claims: readonly Claim[]): Promise<Set<PersonId>> {
    const { clientIdsPerDay, store, now } = this.#tools
    const over = new Set<PersonId>()
    if (clientIdsPerDay === 0) return over
    for (const personId of new Set(claims.map((claim) => claim.personId))) {
      const fresh = claims.filter((claim) => claim.personId === personId).length
      if ((await store.claimsSince(personId, now() - day)) + fresh > clientIdsPerDay) over.add(personId)
    }
    return over
  }
}
