import { compareStates, listDeletions, listWritten, noteVisit } from '../../shared/history.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { HistoryService } from './service.ts'

export function historyRoutes(app: App, history: HistoryService) {
  serve(app, compareStates, ({ courseId, from, to }, member) => history.compare(member, courseId, from, to))
  serve(app, noteVisit, ({ courseId }, member) => history.visit(member, courseId))
  serve(app, listWritten, async ({ courseId, lessonId }, member) => ({ items: await history.written(member, courseId, lessonId) }))
  serve(app, listDeletions, async ({ courseId }, member) => ({ items: await history.deletions(member, courseId) }))
}
