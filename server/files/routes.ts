import { Readable } from 'node:stream'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { getFile, shownTypes, uploadFile } from '../../shared/files.ts'
import { Problem } from '../../shared/problem.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { FileService, OpenFile, Part } from './service.ts'

type Limits = { uploadBytes: number; uploadsPerMinute: number }

/** `uploadsPerMinute` counts per person. Of both, 0 means no limit but that of the endpoint. */
export function fileRoutes(app: App, files: FileService, { uploadBytes, uploadsPerMinute }: Limits) {
  const limit = new RateLimiterMemory({ points: uploadsPerMinute, duration: 60 })
  serve(app, uploadFile, async ({ courseId, name }, member, context) => {
    if (uploadsPerMinute > 0)
      await limit.consume(member.id).catch(() => {
        throw new Problem('busy', 'file.tooMany', 'These are many files at once. Wait a minute and go on.')
      })
    if (uploadBytes > 0 && Number(context.req.header('content-length') ?? 0) > uploadBytes) throw tooLarge(uploadBytes)
    await files.mayAdd(member, courseId)
    const bytes = new Uint8Array(await context.req.arrayBuffer())
    if (uploadBytes > 0 && bytes.length > uploadBytes) throw tooLarge(uploadBytes)
    return files.put(member, courseId, { name, bytes })
  })
  serve(app, getFile, async ({ courseId, fileId }, member, context) => {
    const range = context.req.header('range')
    if (!range) return whole(await files.open(member, courseId, fileId))
    const { bytes } = await files.find(member, courseId, fileId)
    const part = partOf(range, bytes)
    if (part === 'none') return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${bytes}` } })
    const opened = await files.open(member, courseId, fileId, part)
    return part ? partial(opened, part) : whole(opened)
  })
}

const tooLarge = (maxBytes: number) =>
  new Problem(
    'tooLarge',
    'request.tooLarge',
    `This file is too large: at most ${Math.round(maxBytes / 1024 / 1024)} MB can be added here.`,
    {
      maxBytes,
    },
  )

/** One range of `bytes`, as players ask for it; nothing for what is better answered whole. */
function partOf(range: string, bytes: number): Part | 'none' | undefined {
  const [, start, end] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? []
  if (start === undefined || end === undefined || start + end === '') return undefined
  const from = start === '' ? Math.max(0, bytes - Number(end)) : Number(start)
  const to = start === '' || end === '' ? bytes - 1 : Math.min(Number(end), bytes - 1)
  return from <= to ? { from, to } : 'none'
}

const whole = (opened: OpenFile) =>
  new Response(bodyOf(opened), { headers: { ...headersOf(opened), 'Content-Length': String(opened.file.bytes) } })
const partial = (opened: OpenFile, { from, to }: Part) =>
  new Response(bodyOf(opened), {
    status: 206,
    headers: { ...headersOf(opened), 'Content-Length': String(to - from + 1), 'Content-Range': `bytes ${from}-${to}/${opened.file.bytes}` },
  })

const bodyOf = ({ body }: OpenFile) => Readable.toWeb(body) as ReadableStream // the same thing under two names

/** Whatever the bytes are, they can be shown or saved and never run as a page of ours. */
function headersOf({ file }: OpenFile): Record<string, string> {
  const shown = shownTypes.includes(file.type)
  return {
    'Content-Type': shown || file.type === 'application/pdf' ? file.type : 'application/octet-stream',
    'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)}`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Accept-Ranges': 'bytes',
    // The name is the content, so it never changes; `private`, because not everybody may see it.
    'Cache-Control': 'private, max-age=31536000, immutable',
  }
}
