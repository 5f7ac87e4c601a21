import { Readable } from 'node:stream'
import type { Pieces } from '../parts.ts'
import type { HttpContext } from './serve.ts'

/** The body as it comes, never all of it at once; untouched until somebody wants it. */
export async function* piecesOf({ req }: HttpContext): Pieces {
  if (req.raw.body) yield* Readable.fromWeb(req.raw.body as import('node:stream/web').ReadableStream<Uint8Array>) as Pieces
}
