import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
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
    "frame-src 'none'",
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

/** Serves the built browser part from `folder`: hashed assets for ever, every other path the one page. */
export function servePages(app: App, folder: string) {
  const root = path.resolve(folder)
  const index = path.join(root, 'index.html')
  app.get('*', (context) => {
    const wanted = path.normalize(path.join(root, decodeURIComponent(new URL(context.req.url).pathname)))
    const isFile = wanted.startsWith(root + path.sep) && existsSync(wanted) && statSync(wanted).isFile()
    if (!isFile && path.extname(wanted)) return context.text('Not found', 404)
    const headers = pageHeaders(context.req.header('host') ?? '')
    if (!isFile || wanted === index)
      return new Response(readFileSync(index), { headers: { ...headers, 'Content-Type': types['.html']!, 'Cache-Control': 'no-cache' } })
    const hashed = wanted.startsWith(path.join(root, 'assets') + path.sep)
    return new Response(Readable.toWeb(createReadStream(wanted)) as ReadableStream, {
      headers: {
        'Content-Type': types[path.extname(wanted)] ?? 'application/octet-stream',
        'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        'X-Content-Type-Options': 'nosniff',
      },
    })
  })
}
