import { createHash } from 'node:crypto'
import { checkPublish, lessonContent, listChanges, myHome, playCourse, PlayView, saveProgress } from '../../shared/play.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { PlayService } from './service.ts'

export function playRoutes(app: App, play: PlayService) {
  serve(app, myHome, ({ after }, member) => play.home(member, after))
  serve(app, checkPublish, ({ courseId }, member) => play.check(member, courseId))
  serve(app, playCourse, async ({ courseId, content }, member, context) => {
    const view = PlayView.parse(await play.view(member, courseId, content))
    return tagged(view, context.req.header('if-none-match'), 'private, no-cache')
  })
  serve(app, lessonContent, async ({ courseId, address }, member, context) => {
    const content = await play.content(member, courseId, address)
    // `private`: what one person may read is not for a cache between them and us. It never changes under its address.
    return tagged({ content }, context.req.header('if-none-match'), 'private, max-age=31536000, immutable', address)
  })
  serve(app, saveProgress, ({ courseId, ...at }, member) => play.save(member, courseId, at))
  serve(app, listChanges, async ({ courseId }, member) => ({ items: await play.changes(member, courseId) }))
}

/** An answer that a browser asks for again by its tag. `never` as its type: `serve` passes a Response through as it is. */
function tagged(body: object, known: string | undefined, caching: string, name?: string): never {
  const text = JSON.stringify(body)
  const tag = `"${name ?? createHash('sha256').update(text).digest('base64url')}"`
  const headers = { 'Content-Type': 'application/json; charset=UTF-8', 'Cache-Control': caching, ETag: tag }
  const fresh = known?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
  return (fresh ? new Response(null, { status: 304, headers }) : new Response(text, { headers })) as never
}
