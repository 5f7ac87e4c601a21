import { and, asc, count, desc, eq, gt, inArray, lt, ne, or, sql } from 'drizzle-orm'
import type { SignInId, TokenId, TokenScope } from '../../shared/auth.ts'
import { newId, type PersonId } from '../../shared/id.ts'
import type { Database, Transaction } from '../platform/db/database.ts'
import { apiTokens, credentials, people, sessions } from './tables.ts'

/** Who is known, by which password, from which browsers, with which keys. */
export function authStore(db: Database) {
  const identity = { id: people.id, name: people.name, email: people.email }
  // Asked at every request, so it is put together once.
  const sessionByToken = db
    .select({ id: sessions.id, expiresAt: sessions.expiresAt, seenAt: sessions.updatedAt, person: identity })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(eq(sessions.token, sql.placeholder('token')))
    .prepare()
  return {
    async person(id: PersonId) {
      return (await db.select(identity).from(people).where(eq(people.id, id)))[0]
    },
    async persons(ids: readonly PersonId[]) {
      return ids.length === 0
        ? []
        : await db
            .select(identity)
            .from(people)
            .where(inArray(people.id, [...ids]))
    },
    async personByEmail(email: string) {
      return (await db.select(identity).from(people).where(eq(people.email, email)))[0]
    },
    isNobodyThere: async () => (await db.$count(people)) === 0,
    personCount: () => db.$count(people),
    /** Among `ids`, those whose name holds `text` or whose address is `text`, by name. With `anyAddress` a part of the address will do. */
    async personsNamed(text: string, ids: readonly PersonId[] | 'all', most: number, anyAddress: boolean) {
      if (ids.length === 0) return []
      const patterns = spellings(text).map((one) => `%${one.replace(/[\\%_]/g, '\\$&')}%`)
      const byName = patterns.map((pattern) => sql`lower(${people.name}) like ${pattern} escape '\\'`)
      const byAddress = anyAddress
        ? patterns.map((pattern) => sql`${people.email} like ${pattern} escape '\\'`)
        : [eq(people.email, text.toLowerCase())]
      const found = or(...byName, ...byAddress)
      return await db
        .select(identity)
        .from(people)
        .where(and(ids === 'all' ? undefined : inArray(people.id, [...ids]), text ? found : undefined))
        .orderBy(asc(sql`lower(${people.name})`), asc(people.id))
        .limit(most)
    },

    async insertPerson(tx: Transaction, person: { id: PersonId; name: string; email: string }, passwordHash: string | null, at: Date) {
      await tx.insert(people).values({ ...person, emailVerified: false, createdAt: at, updatedAt: at })
      if (passwordHash) await this.setPassword(tx, person.id, passwordHash, at)
    },
    async rename(id: PersonId, name: string, at: Date) {
      await db.update(people).set({ name, updatedAt: at }).where(eq(people.id, id))
    },
    async languageOf(id: PersonId): Promise<string | null> {
      return (await db.select({ language: people.language }).from(people).where(eq(people.id, id)))[0]?.language ?? null
    },
    async setLanguage(id: PersonId, language: string) {
      await db.update(people).set({ language }).where(eq(people.id, id))
    },
    async setPassword(tx: Transaction, personId: PersonId, hash: string, at: Date) {
      await tx
        .insert(credentials)
        .values({ id: newId(), personId, accountId: personId, providerId: 'credential', password: hash, createdAt: at, updatedAt: at })
        .onConflictDoUpdate({ target: [credentials.providerId, credentials.accountId], set: { password: hash, updatedAt: at } })
    },
    async passwordOf(personId: PersonId) {
      const found = await db
        .select({ hash: credentials.password })
        .from(credentials)
        .where(and(eq(credentials.providerId, 'credential'), eq(credentials.accountId, personId)))
      return found[0]?.hash ?? undefined
    },

    sessionByToken: async (token: string) => (await sessionByToken.execute({ token }))[0],
    sessionsOf: (personId: PersonId, seenAfter: Date, now: Date) =>
      db
        .select()
        .from(sessions)
        .where(and(eq(sessions.personId, personId), gt(sessions.updatedAt, seenAfter), gt(sessions.expiresAt, now)))
        .orderBy(desc(sessions.updatedAt), desc(sessions.id))
        .limit(100),
    async seeSession(id: SignInId, at: Date) {
      await db.update(sessions).set({ updatedAt: at }).where(eq(sessions.id, id))
    },
    /** Whether there was such a session of this person. */
    async deleteSession(personId: PersonId, id: SignInId) {
      return (
        (
          await db
            .delete(sessions)
            .where(and(eq(sessions.personId, personId), eq(sessions.id, id)))
            .returning({ id: sessions.id })
        ).length > 0
      )
    },
    async deleteOtherSessions(tx: Transaction, personId: PersonId, keep: SignInId) {
      await tx.delete(sessions).where(and(eq(sessions.personId, personId), ne(sessions.id, keep)))
    },
    async deleteTokens(tx: Transaction, personId: PersonId) {
      await tx.delete(apiTokens).where(eq(apiTokens.personId, personId))
    },
    async deleteStaleSessions(seenBefore: Date, now: Date) {
      await db.delete(sessions).where(or(lt(sessions.updatedAt, seenBefore), lt(sessions.expiresAt, now)))
    },

    async insertToken(token: { id: TokenId; personId: PersonId; name: string; hash: string; scope: TokenScope; createdAt: number }) {
      await db.insert(apiTokens).values(token)
    },
    async tokenCount(personId: PersonId) {
      return (await db.select({ n: count() }).from(apiTokens).where(eq(apiTokens.personId, personId)))[0]?.n ?? 0
    },
    tokensOf: (personId: PersonId) =>
      db.select().from(apiTokens).where(eq(apiTokens.personId, personId)).orderBy(desc(apiTokens.id)).limit(100),
    async deleteToken(personId: PersonId, id: TokenId) {
      return (
        (
          await db
            .delete(apiTokens)
            .where(and(eq(apiTokens.personId, personId), eq(apiTokens.id, id)))
            .returning({ id: apiTokens.id })
        ).length > 0
      )
    },
    async tokenByHash(hash: string) {
      const found = await db
        .select({ tokenId: apiTokens.id, scope: apiTokens.scope, lastUsedAt: apiTokens.lastUsedAt, person: identity })
        .from(apiTokens)
        .innerJoin(people, eq(people.id, apiTokens.personId))
        .where(eq(apiTokens.hash, hash))
      return found[0]
    },
    async useToken(id: TokenId, at: number) {
      await db.update(apiTokens).set({ lastUsedAt: at }).where(eq(apiTokens.id, id))
    },
  }
}
export type AuthStore = ReturnType<typeof authStore>

/**
 * `text` in small letters as the engines write it: SQLite's `lower` knows only A to Z, so other letters are tried as
 * they come, small, and as a name begins.
 */
function spellings(text: string): string[] {
  const asName = text.toLowerCase().replace(/(^|[\s-])\p{L}/gu, (start) => start.toUpperCase())
  const asciiLower = (one: string) => one.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  return [...new Set([text, text.toLowerCase(), asName].map(asciiLower))]
}
