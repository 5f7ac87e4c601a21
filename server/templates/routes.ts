import { done } from '../../shared/endpoint.ts'
import { createFromTemplate, duplicateCourse, getLineage, listTemplates, markTemplate, unmarkTemplate } from '../../shared/templates.ts'
import { type App, serve } from '../platform/http/serve.ts'
import type { TemplateService } from './service.ts'

export function templateRoutes(app: App, templates: TemplateService) {
  serve(app, listTemplates, async ({ groupId, language }, member) => ({ items: await templates.list(member, groupId, language) }))
  serve(app, createFromTemplate, (asked, member) => templates.create(member, asked))
  serve(app, duplicateCourse, (asked, member) => templates.duplicate(member, asked))
  serve(app, getLineage, ({ courseId }, member) => templates.lineage(member, courseId))
  serve(app, markTemplate, async ({ courseId, about }, member) => (await templates.mark(member, courseId, about), done))
  serve(app, unmarkTemplate, async ({ courseId }, member) => (await templates.unmark(member, courseId), done))
}
