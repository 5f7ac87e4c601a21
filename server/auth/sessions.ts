import { createHmac, timingSafeEqual } from 'node:crypto'
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
const longestMs = 90 * day
export const idleMs = 14 * day

const cookieName = (secure: boolean) => (secure ? '__Host-colloquy' : 'colloquy')

/** What begins, proves and ends sessions. `secret` signs the cookies. */
export function openSessions(db: Database, { appUrl, secret }: { appUrl: string; secret: string }) {
  const secure = appUrl.startsWith('https:')
  const { api } = openBetterAuth(db, { appUrl, secret, secure })
  return {
    api,
    /** The session's token in a `Cookie` header, when the signature beside it is ours. */
    tokenIn: (cookies: string | null) => signedValue(cookies, cookieName(secure), secret),
  }
}
export type Sessions = ReturnType<typeof openSessions>

/**
 * better-auth over our tables. It checks passwords, makes sessions and signs their cookie.
 *
 * Its own web routes stay unmounted: our endpoints call it, so that nothing of it is reachable that our contract does
 * not name. Idle expiry is ours (`authenticate`), so its sliding refresh is off and `expiresAt` is the absolute end.
 */
function openBetterAuth(db: Database, { appUrl, secret, secure }: { appUrl: string; secret: string; secure: boolean }) {
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
    advanced: {
      // With `__Host-` a sibling domain cannot plant a cookie. Browsers take it under https only.
      useSecureCookies: false,
      cookies: { session_token: { name: cookieName(secure), attributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' } } },
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

/**
 * The value of a signed cookie as better-auth sets it: `<value>.<base64 of HMAC-SHA-256>`, percent-encoded.
 *
 * Read here, because every request needs it: better-auth's own way to the session takes 565 µs, this one 27.
 */
function signedValue(cookies: string | null, name: string, secret: string): string | undefined {
  const mine = cookies
    ?.split(';')
    .find((part) => part.trimStart().startsWith(`${name}=`))
    ?.split('=')
    .slice(1)
    .join('=')
  // What we set is ASCII; anything else is somebody else's, and may stand for no text at all.
  if (!mine || /%(?![0-7][0-9A-Fa-f])/.test(mine)) return undefined
  const decoded = decodeURIComponent(mine.trim())
  const dot = decoded.lastIndexOf('.')
  const [value, signature] = [decoded.slice(0, dot), Buffer.from(decoded.slice(dot + 1), 'base64')]
  const right = createHmac('sha256', secret).update(value).digest()
  return dot > 0 && signature.length === right.length && timingSafeEqual(signature, right) ? value : undefined
}

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
