import { listVersions, publishCourse, readVersion } from '../../shared/publishing.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { PublishingService } from './service.ts'

export function publishingRoutes(app: App, publishing: PublishingService) {
  serve(app, publishCourse, ({ courseId, note, draftSeq, onTopOf }, member) =>
    publishing.publish(member, courseId, { note, ...(draftSeq !== undefined && { draftSeq }), ...(onTopOf !== undefined && { onTopOf }) }),
  )
  serve(app, listVersions, ({ courseId, after }, member) => publishing.list(member, courseId, after))
  serve(app, readVersion, ({ courseId, version }, member) => publishing.read(member, courseId, version))
}
