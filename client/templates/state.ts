import type { Course } from '../../shared/courses.ts'
import type { CourseId, GroupId } from '../../shared/id.ts'
import {
  createFromTemplate,
  duplicateCourse,
  getLineage,
  listTemplates,
  markTemplate,
  type TemplateId,
  unmarkTemplate,
} from '../../shared/templates.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'

/** What a course in this group can begin from, in its language. */
export function createTemplates(groupId: () => GroupId | undefined, language: () => string) {
  // One string, for what is asked is asked again when its key is another value.
  const key = () => groupId() && `${groupId()} ${language()}`
  const asked = createAsked(key, async (now) => {
    const [group, written] = now.split(' ') as [GroupId, string] // put together above
    return (await ask(listTemplates, { groupId: group, language: written })).items
  })
  return { templates: asked.value, fault: asked.fault, reload: asked.reload }
}

/** Begins a course from a template. */
export const beginFromTemplate = (asked: { templateId: TemplateId; groupId: GroupId; title: string; language: string }): Promise<Course> =>
  ask(createFromTemplate, asked)

/** Begins a course as a copy of another. */
export const copyCourse = (courseId: CourseId, groupId: GroupId, title: string): Promise<Course> =>
  ask(duplicateCourse, { courseId, groupId, title })

/** Where a course stands among templates, with the verbs that change it. */
export function createLineage(courseId: () => CourseId) {
  const lineage = createAsked(courseId, (id) => ask(getLineage, { courseId: id }))
  return {
    lineage: lineage.value,
    fault: lineage.fault,
    mark: (about: string) => ask(markTemplate, { courseId: courseId(), about }),
    unmark: () => ask(unmarkTemplate, { courseId: courseId() }),
  }
}
