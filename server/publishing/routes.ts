import { done } from '../../shared/endpoint.ts'
import {
  claimChange,
  compareVersions,
  listVersions,
  listWaitingClaims,
  planPublication,
  publishCourse,
  readDraft,
  readVersion,
  returnToVersion,
  unpublishCourse,
} from '../../shared/publishing.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { PublishingService } from './service.ts'

export function publishingRoutes(app: App, publishing: PublishingService) {
  serve(app, publishCourse, ({ courseId, note, draftSeq, onTopOf }, member) =>
    publishing.publish(member, courseId, { note, ...(draftSeq !== undefined && { draftSeq }), ...(onTopOf !== undefined && { onTopOf }) }),
  )
  serve(app, returnToVersion, ({ courseId, version, note }, member) => publishing.returnTo(member, courseId, version, note))
  serve(app, unpublishCourse, async ({ courseId }, member) => (await publishing.unpublish(member, courseId), done))
  serve(app, planPublication, async ({ courseId, at, note }, member) => ({ plan: await publishing.plan(member, courseId, at, note) }))
  serve(app, claimChange, async ({ courseId, lessonId, as }, member) => (await publishing.claim(member, courseId, lessonId, as), done))
  serve(app, listWaitingClaims, async ({ courseId }, member) => ({ items: await publishing.waitingClaims(member, courseId) }))
  serve(app, compareVersions, ({ courseId, from, to }, member) => publishing.compare(member, courseId, from, to))
  serve(app, listVersions, ({ courseId, after }, member) => publishing.list(member, courseId, after))
  serve(app, readVersion, ({ courseId, version }, member) => publishing.read(member, courseId, version))
  serve(app, readDraft, ({ courseId }, member) => publishing.readDraft(member, courseId))
}
