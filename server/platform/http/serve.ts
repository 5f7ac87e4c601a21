import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Endpoint } from '../../../shared/endpoint.ts'
import type { Member } from '../../../shared/people.ts'
import { isForGuests } from '../../../shared/guests.ts'
import { Problem } from '../../../shared/problem.ts'
import { isForReading } from '../../../shared/reading-keys.ts'
import { limitBody } from './body-limit.ts'

/** Who asks, and by what: a guest link acts for one course and is nobody's account. */
export type Asker = {
  member: Member
  by: 'session' | 'token' | 'guest'
  sessionId?: string
  /** Of the key. */
  tokenId?: string
  /** By a key that changes nothing. */
  onlyReads?: boolean
  /** When a guest’s link ends by itself. */
  until?: number
}
export type Env = { Variables: { asker: Asker | null; nonce: string } }
export type App = Hono<Env>
export type HttpContext = Context<Env>
/** All that is served, for the machine-readable description. */
export const served: Endpoint[] = []

/** `member` is there on every endpoint with access 'member'; `anyone` endpoints look into `context.var.asker`. */
type Handler<In, Out> = (input: In, member: Member, context: Context<Env>) => Promise<Out> | Out

/** Answers one endpoint: checks who asks and what comes in, runs `answer`, and lets out nothing the contract does not name. */
export function serve<In extends z.ZodType, Out extends z.ZodType>(
  app: App,
  endpoint: Endpoint<In, Out>,
  answer: Handler<z.output<In>, z.input<Out>>,
) {
  served.push(endpoint)
  app.on(endpoint.method, `/api${endpoint.path}`, limitBody(endpoint.maxBytes), async (context) => {
    const { asker } = context.var
    if (asker?.by === 'guest' && !isForGuests(endpoint)) {
      if (endpoint.access === 'member')
        throw new Problem('forbidden', 'guest.only', 'A guest’s link is for reading and commenting one draft. Sign in for more.')
      // What anyone may ask they ask as nobody.
      context.set('asker', null)
    }
    if (asker?.onlyReads && !isForReading(endpoint)) {
      if (endpoint.access === 'member')
        throw new Problem('forbidden', 'token.reads', 'This key may only read. Make one that may do everything for a program that writes.')
      context.set('asker', null)
    }
    // Before the body is read: nobody unknown fills the memory.
    if (endpoint.access === 'member' && !asker)
      throw new Problem('signedOut', 'auth.signedOut', 'You are not signed in, or your session ended. Sign in again; nothing was lost.')
    const input = await inputOf(endpoint, context)
    if (hasNul(input))
      throw new Problem('invalid', 'request.nul', 'There is a character in this that no text has (U+0000). Take it out and try again.')
    const read = endpoint.takes.safeParse(input)
    if (!read.success) {
      const details = { fields: read.error.issues.slice(0, 20).map((issue) => ({ field: issue.path.join('.'), message: issue.message })) }
      throw new Problem(
        'invalid',
        'request.shape',
        'The request is not of the shape this needs. Check the fields named in the details.',
        details,
      )
    }
    // An endpoint for anyone may be asked by nobody; its handler says so by taking the asker from the context.
    const given = await answer(read.data, asker?.member as Member, context)
    if (given instanceof Response) return given
    context.header('Cache-Control', 'no-store')
    context.header('X-Content-Type-Options', 'nosniff')
    return context.json(endpoint.gives.parse(given) as object)
  })
}

async function inputOf(endpoint: Endpoint, context: Context<Env>): Promise<unknown> {
  const fromPath = context.req.param() as Record<string, string>
  if (endpoint.body === 'bytes' || endpoint.method === 'GET' || endpoint.method === 'DELETE') return { ...context.req.query(), ...fromPath }
  const text = await context.req.text()
  if (!text) return fromPath
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new Problem('malformed', 'request.json', 'The body is not JSON.')
  }
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    throw new Problem('malformed', 'request.json', 'The body is not a JSON object.')
  return { ...body, ...fromPath }
}

/** Whether a text in it holds U+0000, which PostgreSQL's cannot. A loop, for it may be nested deeply. */
function hasNul(input: unknown): boolean {
  const waiting = [input]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === 'string' && value.includes('\0')) return true
    if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) waiting.push(key, inner)
  }
  return false
}
