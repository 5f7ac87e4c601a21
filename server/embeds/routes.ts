import { type Framed, sandboxOf } from '../../shared/embed-providers.ts'
import { lookAtEmbed, showEmbed } from '../../shared/embeds.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { EmbedService } from './service.ts'

export function embedRoutes(app: App, embeds: EmbedService) {
  serve(app, lookAtEmbed, ({ courseId, url }, member) => embeds.look(member, courseId, url))
  serve(app, showEmbed, async ({ courseId, url }, member) => pageAround(await embeds.frame(member, courseId, url)))
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => entities[letter]!)

/** A page with nothing but a frame in it. Its policy names the one host, so a lesson's own policy need name none. */
function pageAround(page: Framed): Response {
  const { origin } = new URL(page.frame)
  const html = `<!doctype html><html><meta charset="utf-8"><title>${escaped(page.provider ?? page.host)}</title>
<style>html,body,iframe{margin:0;border:0;width:100%;height:100%;display:block}</style>
<iframe src="${escaped(page.frame)}" title="${escaped(page.provider ?? page.host)}" sandbox="${sandboxOf(page)}" allow="fullscreen; encrypted-media; picture-in-picture" allowfullscreen referrerpolicy="strict-origin-when-cross-origin"></iframe></html>`
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; frame-src ${origin}; frame-ancestors 'self'; sandbox ${sandboxOf(page)}`,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      'Cache-Control': 'no-store',
    },
  })
}
