import { Problem } from '../../../shared/problem.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { App } from './serve.ts'

type Tools = {
  log: Log
  metrics: Metrics
  /** False once the server has begun to stop. */
  takesNew: () => boolean
  /** Rejects with the reason while nothing can be stored. */
  check: () => Promise<void>
}

const checkMs = 3000

/** What an operator's machines ask: is the process alive, should it get traffic, what does it count. */
export function serveProbes(app: App, { log, metrics, takesNew, check }: Tools) {
  const requests = metrics.seconds('http_request', 'Time to answer a request, by route and status', ['method', 'route', 'status'])
  app.use('/api/*', async (context, next) => {
    const end = requests.startTimer()
    await next()
    end({ method: context.req.method, route: context.req.routePath, status: context.res.status })
  })
  app.get('/healthz', (context) => context.text('ok'))
  app.get('/readyz', async (context) => {
    if (!takesNew()) return context.json({ ready: false, reason: 'stopping' }, 503)
    try {
      await within(checkMs, check())
      return context.json({ ready: true })
    } catch (error) {
      log.warn({ err: error }, 'not ready')
      return context.json({ ready: false, reason: error instanceof Problem ? error.code : 'storage.unreachable' }, 503)
    }
  })
  app.get('/metrics', async (context) => context.text(await metrics.text(), 200, { 'Content-Type': metrics.contentType }))
}

function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
