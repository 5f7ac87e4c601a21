import type { HttpContext } from './serve.ts'

/** Where a request comes from. `address` is missing when it did not come over a network. */
export type From = { headers: Headers; address: string | undefined }

type NodeBindings = { incoming?: { socket?: { remoteAddress?: string } } }

/**
 * Where a request comes from, for limits and for the list of one's sessions.
 *
 * `X-Forwarded-For` counts only when our peer is on this machine, which is where a reverse proxy stands; its last entry
 * is the one the proxy itself wrote.
 */
export function fromOf(context: HttpContext): From {
  // The Node server passes its request along as the environment; a request made in-process has none.
  const peer = (context.env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress?.replace(/^::ffff:/, '')
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return { headers: context.req.raw.headers, address: forwarded && (peer === '127.0.0.1' || peer === '::1') ? forwarded : peer }
}
