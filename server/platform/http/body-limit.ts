import type { MiddlewareHandler } from 'hono'
import { Problem } from '../../../shared/problem.ts'

/**
 * Refuses bodies of more than `maxBytes`, by their announced length or, when they come in pieces, by counting.
 *
 * Hono's own middleware hands the request on by `new Request(request)`, which the platform refuses for the light
 * request objects of @hono/node-server 2.1: every body without a length, and every DELETE, ended as a defect.
 */
export function limitBody(maxBytes: number): MiddlewareHandler {
  return async (context, next) => {
    const { raw, method } = context.req
    if (method === 'GET' || method === 'HEAD' || method === 'DELETE') return next()
    const length = raw.headers.has('transfer-encoding') ? undefined : raw.headers.get('content-length')
    if (length && Number(length) > maxBytes) throw tooLarge(maxBytes)
    if (length || !raw.body) return next()
    // Counted while it is read: who may not send it at all is turned away before any of it is.
    const body = raw.body.pipeThrough(atMost(maxBytes))
    context.req.raw = new Request(raw.url, { method, headers: raw.headers, body, duplex: 'half' } as RequestInit)
    return next()
  }
}

function atMost(maxBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let size = 0
  return new TransformStream({
    transform(piece, through) {
      size += piece.length
      if (size > maxBytes) through.error(tooLarge(maxBytes))
      else through.enqueue(piece)
    },
  })
}

const tooLarge = (maxBytes: number) =>
  new Problem('tooLarge', 'request.tooLarge', `This is too large: at most ${Math.round(maxBytes / 1024)} KB can be sent here.`, {
    maxBytes,
  })
