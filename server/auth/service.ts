import { createHash, randomBytes } from 'node:crypto'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { SignIn, SignInId, Token, TokenId, TokenScope } from '../../shared/auth.ts'
import { happened } from '../../shared/domain-events.ts'
import { isGuestId } from '../../shared/guests.ts'
import { newId, type PersonId } from '../../shared/id.ts'
import { colourOf, type Member, newPersonId } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import { hour, minute } from '../../shared/time.ts'
import type { Bus } from '../platform/bus.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import type { From } from '../platform/http/from.ts'
import type { Asker } from '../platform/http/serve.ts'
import type { GuestAccess } from './guests.ts'
import type { SignInLimits } from './limits.ts'
import { addressHeader, idleMs, type Sessions } from './sessions.ts'
import type { AuthStore } from './store.ts'

type Tools = {
  db: Database
  guests: GuestAccess
  store: AuthStore
  sessions: Sessions
  limits: SignInLimits
  events: Events
  bus: Bus
  now: () => number
}
/** A session that has just begun: who, and the cookie to set. */
export type Begun = { member: Member; cookies: string[] }

const tokenPrefix = 'colloquy_'
const mostTokens = 50
const hashOfToken = (token: string) => createHash('sha256').update(token).digest('hex')
const asMember = (row: { id: PersonId; name: string; email: string }): Member => ({
  id: row.id,
  name: row.name,
  email: row.email,
  colour: colourOf(row.id),
})
const wrong = () => new Problem('signedOut', 'auth.wrong', 'This address and password do not belong together. Check both and try again.')

/** Who someone is: accounts, passwords, sessions, and keys for programs. Knows nothing of what they may do. */
export function authService({ db, guests, store, sessions, limits, events, bus, now }: Tools) {
  async function begin(personId: PersonId, from: From): Promise<Begun> {
    const headers = new Headers({
      'user-agent': from.headers.get('user-agent') ?? '',
      ...(from.address && { [addressHeader]: from.address }),
    })
    // Whoever comes sweeps what is over, so that the table does not grow for ever.
    await store.deleteStaleSessions(new Date(now() - idleMs), new Date(now()))
    const begun = await sessions.api.signInKnown({ body: { personId }, headers, returnHeaders: true })
    const member = await memberOf(personId)
    await leaveOldSession(from.headers)
    return { member, cookies: begun.headers.getSetCookie() }
  }

  /** Whoever signs in anew in one browser leaves no second session behind. */
  async function leaveOldSession(headers: Headers) {
    const old = await service.authenticate(new Headers({ cookie: headers.get('cookie') ?? '' }))
    if (old?.sessionId) await store.deleteSession(old.member.id, old.sessionId as SignInId)
  }

  async function memberOf(personId: PersonId): Promise<Member> {
    const person = await store.person(personId)
    if (!person) throw unknown('person')
    return asMember(person)
  }

  const service = {
    /** Who asks: by the session cookie, or by a key in `Authorization: Bearer`. Null when that names nobody. */
    async authenticate(headers: Headers): Promise<Asker | null> {
      const bearer = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1]
      if (bearer) return service.authenticateToken(bearer.trim())
      const token = sessions.tokenIn(headers.get('cookie'))
      const session = token && (await store.sessionByToken(token))
      if (!session) return guests.authenticate(headers.get('cookie'))
      const seen = session.seenAt.getTime()
      if (session.expiresAt.getTime() < now() || seen < now() - idleMs) return null
      if (seen < now() - hour) await store.seeSession(session.id, new Date(now()))
      return { member: asMember(session.person), by: 'session', sessionId: session.id }
    },

    async authenticateToken(token: string): Promise<Asker | null> {
      if (!token.startsWith(tokenPrefix)) return null
      const found = await store.tokenByHash(hashOfToken(token))
      if (!found) return null
      if ((found.lastUsedAt ?? 0) < now() - 10 * minute) await store.useToken(found.tokenId, now())
      return { member: asMember(found.person), by: 'token', tokenId: found.tokenId, onlyReads: found.scope === 'read' }
    },

    /** Signs in with a password. An unknown address, an account without a password and a wrong one read and last alike. */
    async signIn(given: { email: string; password: string }, from: From): Promise<Begun> {
      const email = given.email.trim().toLowerCase()
      await limits.count(email, from.address)
      const person = await store.personByEmail(email)
      const hash = person && (await store.passwordOf(person.id))
      const right = await verifyPassword({ hash: hash ?? (await someHash()), password: given.password.slice(0, 128) })
      if (!person || !hash || !right || given.password.length > 128) throw wrong()
      await limits.forgive(email)
      return begin(person.id, from)
    },

    /** Begins a session for somebody whose identity is proved otherwise: a set-up link, an invitation, the demo. */
    signInKnown: begin,

    async signOut(asker: Asker | null, headers: Headers): Promise<{ cookies: string[] }> {
      const ended = await sessions.api.signOut({ headers: new Headers({ cookie: headers.get('cookie') ?? '' }), returnHeaders: true })
      if (asker) service.ringRights({ personId: asker.member.id })
      return { cookies: ended.headers.getSetCookie() }
    },

    async signIns(asker: Asker): Promise<SignIn[]> {
      const rows = await store.sessionsOf(asker.member.id, new Date(now() - idleMs), new Date(now()))
      return rows.map((row) => ({
        id: row.id,
        current: row.id === asker.sessionId,
        since: row.createdAt.getTime(),
        lastSeen: row.updatedAt.getTime(),
        address: row.ipAddress || null,
        browser: row.userAgent || null,
      }))
    },

    async endSignIn(member: Member, id: SignInId) {
      if (!(await store.deleteSession(member.id, id))) throw unknown('session')
      service.ringRights({ personId: member.id })
    },

    /** Sets a new password, ends every other session and takes all keys back: the old one may be in wrong hands. */
    async changePassword(asker: Asker, current: string, next: string) {
      const keep = sessionOf(asker)
      await limits.count(asker.member.email, undefined)
      const hash = await store.passwordOf(asker.member.id)
      if (!hash || !(await verifyPassword({ hash, password: current }))) throw wrong()
      await limits.forgive(asker.member.email)
      const nextHash = await hashPassword(next)
      await db.transaction(async (tx) => {
        await store.setPassword(tx, asker.member.id, nextHash, new Date(now()))
        await store.deleteOtherSessions(tx, asker.member.id, keep)
        await store.deleteTokens(tx, asker.member.id)
      })
      service.ringRights({ personId: asker.member.id })
    },

    /** A new key for a program that acts as the asker, within `scope`. Its secret is told this once. */
    async createToken(asker: Asker, name: string, scope: TokenScope = 'all'): Promise<Token & { token: string }> {
      sessionOf(asker)
      if ((await store.tokenCount(asker.member.id)) >= mostTokens)
        throw new Problem('conflict', 'token.tooMany', `You have ${mostTokens} keys. Take one back that no program uses any more.`)
      const token = tokenPrefix + randomBytes(32).toString('base64url')
      const row = { id: newId<TokenId>(now()), personId: asker.member.id, name, scope, hash: hashOfToken(token), createdAt: now() }
      await store.insertToken(row)
      return { id: row.id, name, scope, at: row.createdAt, lastUsed: null, token }
    },
    async tokens(member: Member): Promise<Token[]> {
      const rows = await store.tokensOf(member.id)
      return rows.map(({ id, name, scope, createdAt, lastUsedAt }) => ({ id, name, scope, at: createdAt, lastUsed: lastUsedAt }))
    },
    async deleteToken(member: Member, id: TokenId) {
      if (!(await store.deleteToken(member.id, id))) throw unknown('token')
      service.ringRights({ personId: member.id })
    },

    /** What a session or a key of theirs lets do, by its id; undefined when it is over or was taken back. */
    async scopeOf(personId: PersonId, id: string): Promise<TokenScope | undefined> {
      const sessions = await store.sessionsOf(personId, new Date(now() - idleMs), new Date(now()))
      if (sessions.some((row) => row.id === id)) return 'all'
      return (await store.tokensOf(personId)).find((row) => (row.id as string) === id)?.scope
    },

    /** Tells whoever keeps doors open for somebody to look again. */
    ringRights: (whom: { personId?: PersonId; courseId?: string }) => bus.ring('rights', JSON.stringify(whom)),

    /** People without an account. */
    guests,

    /** Accounts, for the rooms of people and of invitations. Those of `find` and `findMany` may be guests, to be named. */
    accounts: {
      find: async (id: PersonId) => (isGuestId(id) ? (await guests.named([id]))[0] : store.person(id)),
      findMany: async (ids: readonly PersonId[]) => [...(await store.persons(ids)), ...(await guests.named(ids))],
      named: store.personsNamed,
      byEmail: (email: string) => store.personByEmail(email.trim().toLowerCase()),
      isNobodyThere: store.isNobodyThere,
      /** An id for somebody who joins, of a colour that few others have. */
      newId: async () => newPersonId(await store.personCount(), now()),
      hasPassword: async (id: PersonId) => (await store.passwordOf(id)) !== undefined,
      rename: (id: PersonId, name: string) => store.rename(id, name, new Date(now())),
      languageOf: store.languageOf,
      setLanguage: store.setLanguage,
      hashPassword: (password: string) => hashPassword(password),
      /** Adds a person inside the caller's transaction; `passwordHash` by `hashPassword`, which is too slow for one. */
      async add(tx: Transaction, person: { id: PersonId; name: string; email: string }, passwordHash: string | null) {
        await store.insertPerson(tx, { ...person, email: person.email.trim().toLowerCase() }, passwordHash, new Date(now()))
        await events.emit(tx, happened('person.joined', person.id, { personId: person.id }, now()))
      },
      setPassword: (tx: Transaction, id: PersonId, hash: string) => store.setPassword(tx, id, hash, new Date(now())),
    },
  }
  return service
}
export type AuthService = ReturnType<typeof authService>

/** What only a person in a browser may do; a key must not make keys. */
function sessionOf(asker: Asker): SignInId {
  if (asker.by !== 'session') throw new Problem('forbidden', 'auth.needsSession', 'A program’s key cannot do this. Sign in with a browser.')
  return asker.sessionId as SignInId // authenticate sets it for every session
}

let made: Promise<string> | undefined
/** A hash to compare with where there is no account, so that the answer takes as long as for one. */
const someHash = () => (made ??= hashPassword(randomBytes(16).toString('hex')))
