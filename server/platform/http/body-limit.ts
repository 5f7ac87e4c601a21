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
    const body = await readAtMost(raw.body, maxBytes)
    context.req.raw = new Request(raw.url, { method, headers: raw.headers, body })
    return next()
  }
}

async function readAtMost(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of stream as unknown as AsyncIterable<Uint8Array>) {
    // The types of the DOM do not know yet that a stream can be iterated; Node's can.
    size += piece.length
    if (size > maxBytes) throw tooLarge(maxBytes)
    pieces.push(piece)
  }
  return Uint8Array.from(Buffer.concat(pieces))
}

const tooLarge = (maxBytes: number) =>
  new Problem('tooLarge', 'request.tooLarge', `This is too large: at most ${Math.round(maxBytes / 1024)} KB can be sent here.`, {
    maxBytes,
  })
