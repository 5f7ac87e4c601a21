import { Readable } from 'node:stream'
import { shownTypes } from '../../shared/files.ts'
import type { OpenFile, Part } from './service.ts'
import type { FileRow } from './store.ts'
import type { Variant } from './variants.ts'

// Files on the wire: whole or in part, never changing, and never a page of ours.

/** `find` says what it is, `open` gives its bytes; the latter is asked only where bytes are wanted. */
type Source = { find: () => Promise<FileRow>; open: (part?: Part) => Promise<OpenFile> }

export async function answerFile(request: Request, { find, open }: Source): Promise<Response> {
  const file = await find()
  const headers = headersOf(file)
  if (isKnown(request, headers.ETag)) return new Response(null, { status: 304, headers: cacheHeaders(headers) })
  const range = request.headers.get('range')
  // A part of something else than what is here now is worth nothing: then all of it.
  const wanted = range && [null, headers.ETag].includes(request.headers.get('if-range')) ? partOf(range, file.bytes) : undefined
  if (wanted === 'none') return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${file.bytes}` } })
  const size = wanted ? wanted.to - wanted.from + 1 : file.bytes
  const body = request.method === 'HEAD' ? null : bodyOf((await open(wanted)).body)
  return new Response(body, {
    status: wanted ? 206 : 200,
    headers: {
      ...headers,
      'Content-Length': String(size),
      ...(wanted && { 'Content-Range': `bytes ${wanted.from}-${wanted.to}/${file.bytes}` }),
    },
  })
}

export function answerVariant(request: Request, name: string, { type, bytes, body }: Variant): Response {
  const headers = {
    ...safe,
    'Content-Type': type,
    'Content-Disposition': 'inline',
    ETag: `"${name}-${type.slice(6)}"`,
    'Cache-Control': forEver,
    Vary: 'Accept',
  }
  if (isKnown(request, headers.ETag)) return new Response(null, { status: 304, headers: cacheHeaders(headers) })
  const stream = request.method === 'HEAD' ? null : bodyOf(body())
  return new Response(stream, { headers: { ...headers, 'Content-Length': String(bytes) } })
}

const isKnown = (request: Request, tag: string) =>
  (request.headers.get('if-none-match') ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
    .includes(tag)

const cacheHeaders = ({ ETag, 'Cache-Control': control }: { ETag: string; 'Cache-Control': string }) => ({ ETag, 'Cache-Control': control })

/** One range of `bytes`, as players ask for it; nothing for what is better answered whole. */
function partOf(range: string, bytes: number): Part | 'none' | undefined {
  const [, start, end] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? []
  if (start === undefined || end === undefined || start + end === '') return undefined
  const from = start === '' ? Math.max(0, bytes - Number(end)) : Number(start)
  const to = start === '' || end === '' ? bytes - 1 : Math.min(Number(end), bytes - 1)
  return from <= to ? { from, to } : 'none'
}

const bodyOf = (body: NodeJS.ReadableStream) => Readable.toWeb(body as Readable) as ReadableStream // the same thing under two names

// The name is the content, so it never changes; `private`, because not everybody may see it.
const forEver = 'private, max-age=31536000, immutable'

/** Whatever the bytes are, they can be shown or saved and never run as a page of ours. */
const safe = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
}

function headersOf(file: FileRow) {
  const shown = shownTypes.includes(file.type)
  const name = encodeURIComponent(file.name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
  return {
    ...safe,
    'Content-Type': shown || file.type === 'application/pdf' ? file.type : 'application/octet-stream',
    'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
    ETag: `"${file.id}"`,
    'Accept-Ranges': 'bytes',
    'Cache-Control': forEver,
  }
}
