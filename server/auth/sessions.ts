import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import { newId } from '../../shared/id.ts'
import { invariant } from '../../shared/problem.ts'
import { day, second } from '../../shared/time.ts'
import { dialect } from '../platform/db/columns.ts'
import type { Database } from '../platform/db/database.ts'
import { credentials, people, sessions, verifications } from './tables.ts'

export const addressHeader = 'x-colloquy-address'

/** A session ends this long after it began, and this long after it was last seen. */
export const longestMs = 90 * day
export const idleMs = 14 * day

/**
 * better-auth over our tables. It checks passwords, makes sessions and signs their cookie.
 *
 * Its own web routes stay unmounted: our endpoints call it, so that nothing of it is reachable that our contract does
 * not name. Idle expiry is ours (`authenticate`), so its sliding refresh is off and `expiresAt` is the absolute end.
 */
export function openSessions(db: Database, { appUrl, secret }: { appUrl: string; secret: string }) {
  const secure = appUrl.startsWith('https:')
  return betterAuth({
    appName: 'Colloquy',
    baseURL: appUrl,
    secret,
    database: drizzleAdapter(db, {
      provider: dialect === 'postgres' ? 'pg' : 'sqlite',
      schema: { user: people, session: sessions, account: credentials, verification: verifications },
    }),
    session: { expiresIn: longestMs / second, disableSessionRefresh: true, fields: { userId: 'personId' } },
    account: { fields: { userId: 'personId' } },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    advanced: {
      // With `__Host-` a sibling domain cannot plant a cookie. Browsers take it under https only.
      useSecureCookies: false,
      cookies: { session_token: { name: secure ? '__Host-colloquy' : 'colloquy', attributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' } } },
      database: { generateId: () => newId() },
      // Our own header, set by us on what we pass: nothing a client sends counts as its address.
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [signInKnown],
  })
}
export type Sessions = ReturnType<typeof openSessions>

/** Begins a session for somebody whose identity is proved already: by a set-up link, an invitation, or in the demo. */
const signInKnown = {
  id: 'sign-in-known',
  endpoints: {
    signInKnown: createAuthEndpoint.serverOnly({ method: 'POST', body: z.object({ personId: z.string() }) }, async (context) => {
      const user = await context.context.internalAdapter.findUserById(context.body.personId)
      invariant(user, 'only people who exist sign in')
      const session = await context.context.internalAdapter.createSession(user.id)
      await setSessionCookie(context, { session, user })
      return context.json({ personId: user.id })
    }),
  },
} as const
