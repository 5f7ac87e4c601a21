import type { CourseId, PersonId } from '../../shared/id.ts'
import { day } from '../../shared/time.ts'
import type { Along } from '../platform/course-log/course-log.ts'
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

  /** The edits of a turn whose writers claim more ids than a person may in a day. */
  async tooMany(outcomes: readonly Outcome[]): Promise<Edit[]> {
    const { clientIdsPerDay, store, now } = this.#tools
    const claims = claimsOf(outcomes)
    if (clientIdsPerDay === 0 || claims.length === 0) return []
    const over = new Set<PersonId>()
    for (const personId of new Set(claims.map((claim) => claim.personId))) {
      const fresh = claims.filter((claim) => claim.personId === personId).length
      if ((await store.claimsSince(personId, now() - day)) + fresh > clientIdsPerDay) over.add(personId)
    }
    return outcomes.flatMap(({ job, claims }) => (job.kind === 'edit' && claims.length > 0 && over.has(job.from.person.id) ? [job] : []))
  }

  /** The claims of a turn, to be stored with what it wrote: without both, neither is. Undefined when there are none. */
  along(outcomes: readonly Outcome[]): Along | undefined {
    const claims = claimsOf(outcomes)
    return claims.length > 0 ? this.#tools.store.claiming(this.#courseId, claims, this.#tools.now()) : undefined
  }

  /** A turn is stored, and its claims with it. */
  stored(outcomes: readonly Outcome[]) {
    for (const { clientId, personId } of claimsOf(outcomes)) this.#owners.set(clientId, personId)
  }
}

const none: Claim[] = []
/** Hardly any turn has one. */
function claimsOf(outcomes: readonly Outcome[]): Claim[] {
  if (outcomes.every(({ claims }) => claims.length === 0)) return none
  return outcomes.flatMap(({ job, claims }) =>
    job.kind === 'edit' ? claims.map((clientId) => ({ clientId, personId: job.from.person.id })) : [],
  )
}
