import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { App } from './serve.ts'

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.map': 'application/json',
}

/** What the browser may load: nothing from elsewhere, no inline script. `connect-src` names the socket for older browsers. */
const policy = (host: string) =>
  [
    "default-src 'self'",
    "script-src 'self'",
    // The editor and Kobalte place carets and menus by style attributes; no style sheet comes from elsewhere.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self' ws://${host} wss://${host}`,
    // A page of somebody else's is held by one of ours that names it: server/embeds.
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Headers of every page of ours. `host` is what the browser asked for. */
export const pageHeaders = (host: string) => ({
  'Content-Security-Policy': policy(host.replace(/[^0-9A-Za-z.:[\]-]/g, '')),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), microphone=(self), display-capture=(self), geolocation=()',
})

type Page = { bytes: Buffer; type: string; hashed: boolean; packed: Map<string, Buffer> }

/** The built files by their path on the wire, read once: they are few, and a release never changes them. */
function readBuilt(folder: string): Map<string, Page> {
  if (!existsSync(folder)) return new Map()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name)
      const place = `/${path.relative(folder, file).split(path.sep).join('/')}`
      const type = types[path.extname(entry.name)] ?? 'application/octet-stream'
      return [place, { bytes: readFileSync(file), type, hashed: place.startsWith('/assets/'), packed: new Map() }]
    }),
  )
}

const packers: Record<string, (bytes: Buffer) => Buffer> = {
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => gzipSync(bytes, { level: 9 }),
}

/** The file as this browser takes it; packed once for each way of packing. */
function packedFor(page: Page, accepts: string): { bytes: Buffer; encoding?: string } {
  const encoding = /^(text|application\/(json|manifest)|image\/svg)/.test(page.type)
    ? Object.keys(packers).find((name) => accepts.includes(name))
    : undefined
  if (!encoding) return { bytes: page.bytes }
  const bytes = page.packed.get(encoding) ?? packers[encoding]!(page.bytes) // found among its keys
  page.packed.set(encoding, bytes)
  return { bytes, encoding }
}

/** Serves the built browser part from `folder`: hashed assets for ever, every other path the one page. */
export function servePages(app: App, folder: string) {
  const built = readBuilt(folder)
  app.get('*', (context) => {
    const { pathname } = new URL(context.req.url)
    const page = built.get(pathname) ?? (path.posix.extname(pathname) ? undefined : built.get('/index.html'))
    if (!page) return context.text('Not found', 404)
    const { bytes, encoding } = packedFor(page, context.req.header('accept-encoding') ?? '')
    const isDocument = page.type.startsWith('text/html')
    return new Response(new Uint8Array(bytes), {
      headers: {
        ...(isDocument ? pageHeaders(context.req.header('host') ?? '') : { 'X-Content-Type-Options': 'nosniff' }),
        'Content-Type': page.type,
        'Cache-Control': page.hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        Vary: 'Accept-Encoding',
        ...(encoding && { 'Content-Encoding': encoding }),
      },
    })
  })
}
