import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { Problem, statusOf } from '../../../shared/problem.ts'
import { storageProblem } from '../db/failure.ts'
import type { Log } from '../log.ts'
import type { App, Asker, Env } from './serve.ts'

type Tools = {
  log: Log
  /** The one origin that may write with a cookie. */
  appUrl: string
  authenticate: (headers: Headers) => Promise<Asker | null>
}

/** The web application before any room has joined it: who asks, same-origin writes, problems as JSON. */
export function openHttp({ log, appUrl, authenticate }: Tools): App {
  const app: App = new Hono<Env>()
  app.onError((error, context) => {
    // What is not there for one person may be there for the next.
    context.header('Cache-Control', 'no-store')
    context.header('X-Content-Type-Options', 'nosniff')
    const problem = error instanceof Problem ? error : storageProblem(error)
    if (problem) {
      if (problem.kind === 'unavailable')
        log.error({ err: error, method: context.req.method, path: context.req.routePath }, 'the storage fails')
      const { code, message, details } = problem
      return context.json({ code, message, ...(details && { details }) }, statusOf[problem.kind])
    }
    log.error({ err: error, method: context.req.method, path: context.req.routePath }, 'a defect')
    return context.json({ code: 'server.defect', message: 'Something went wrong on our side. Nothing you did is lost; try again.' }, 500)
  })
  app.use('/api/*', compress({ encoding: 'gzip' }))
  app.use('/api/*', async (context, next) => {
    const { method } = context.req
    // A browser names where a write comes from. Programs with a token name nothing and carry no cookie. Without a cookie
    // there is still one to set: another site must not sign anybody in here.
    const origin = context.req.header('origin')
    const byBrowser = context.req.header('cookie') !== undefined || origin !== undefined
    // A key is no browser's to add. A password for a proxy in front of us is, and proves nothing.
    const byKey = isBearer(context.req.header('authorization'))
    if (method !== 'GET' && method !== 'HEAD' && byBrowser && !byKey && !isOurs(origin, appUrl, context.req.url))
      throw new Problem('forbidden', 'request.origin', 'This request did not come from the product’s own pages, so it was refused.')
    context.set('asker', await authenticate(context.req.raw.headers))
    await next()
    // What is sent as JSON is never read as a page.
    context.header('X-Content-Type-Options', 'nosniff')
  })
  return app
}

const isBearer = (authorization: string | undefined) => /^Bearer ./i.test(authorization ?? '')

/** Whether a browser's `Origin` is the product itself: the address people were given, or the one they used on this machine. */
export function isOurs(origin: string | undefined, appUrl: string, requestUrl: string): boolean {
  // A sandboxed page calls itself `null`.
  if (!origin || !URL.canParse(origin)) return false
  if (origin === new URL(appUrl).origin) return true
  const asked = new URL(requestUrl)
  return isLoopback(asked) && new URL(origin).host === asked.host
}

const isLoopback = ({ hostname }: URL) => ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)

/** Whether the browser asked for the product by a name of its own. Another site can point its name at this machine. */
export const isOurHost = (appUrl: string, requestUrl: string) => {
  const asked = new URL(requestUrl)
  return isLoopback(asked) || asked.host === new URL(appUrl).host
}

/** What is asked for and is not there: JSON for programs. Added after every room. */
export function closeApi(app: App) {
  app.all('/api/*', () => {
    throw new Problem('unknown', 'request.unknown', 'There is nothing at this address.')
  })
}
