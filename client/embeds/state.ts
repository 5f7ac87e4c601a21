import { lookAtEmbed } from '../../shared/embeds.ts'
import type { CourseId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'

/** Whether a page may be shown in a course, and what it calls itself. */
export const lookAtPage = (courseId: CourseId, url: string) => ask(lookAtEmbed, { courseId, url })
