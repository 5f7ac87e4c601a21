import { randomBytes, timingSafeEqual } from 'node:crypto'
import { type GroupId, newId, type PersonId } from '../../shared/id.ts'
import { Problem } from '../../shared/problem.ts'
import type { AuthService, Begun } from '../auth/service.ts'
import type { GroupService } from '../groups/service.ts'
import type { Database } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import type { From } from '../platform/http/from.ts'

type Tools = { db: Database; auth: AuthService; groups: GroupService; events: Events; now: () => number }
type First = { company: string; name: string; email: string; password: string }

/** The link by which the first admin comes in. It lives in this process, until somebody is there. */
export function setUpService({ db, auth: { accounts, signInKnown }, groups, events, now }: Tools) {
  let token: string | undefined

  function check(given: string) {
    const [a, b] = [Buffer.from(given), Buffer.from(token ?? '')]
    if (!token || a.length !== b.length || !timingSafeEqual(a, b))
      throw new Problem(
        'unknown',
        'set-up.unknown',
        'This link is not good (any more). If nobody is set up yet, the server prints a new one when it starts.',
      )
  }

  return {
    /** The path of the link while nobody is there; nothing afterwards. */
    async begin(): Promise<string | undefined> {
      if (!(await accounts.isNobodyThere())) return undefined
      token ??= randomBytes(24).toString('base64url')
      return `/set-up/${token}`
    },
    check,
    /** Makes the company and its first admin. Of two at once, one is first. */
    async finish(given: string, { company, name, email, password }: First, from: From): Promise<Begun & { to: string }> {
      check(given)
      const hash = await accounts.hashPassword(password)
      check(given)
      token = undefined
      const person = { id: newId<PersonId>(now()), name, email }
      await db.transaction((tx) => accounts.add(tx, person, hash))
      events.tell()
      const root: { id: GroupId } = (await groups.root()) ?? (await groups.create(null, { parentId: null, name: company }))
      await groups.giveRole(null, root.id, person.id, 'admin')
      return { ...(await signInKnown(person.id, from)), to: '/' }
    },
  }
}
export type SetUpService = ReturnType<typeof setUpService>
