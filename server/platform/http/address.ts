import type { HttpContext } from './serve.ts'

type NodeBindings = { incoming?: { socket?: { remoteAddress?: string } } }

/**
 * The network address a request comes from, or nothing when it did not come over a network.
 *
 * `X-Forwarded-For` counts only when our peer is on this machine, which is where a reverse proxy stands; its last entry
 * is the one the proxy itself wrote.
 */
export function addressOf(context: HttpContext): string | undefined {
  // The Node server passes its request along as the environment; a request made in-process has none.
  const peer = (context.env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress?.replace(/^::ffff:/, '')
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return forwarded && (peer === '127.0.0.1' || peer === '::1') ? forwarded : peer
}
