import type { Events } from '../platform/events/events.ts'
import type { FlagsService } from './service.ts'

/** Every new version settles the flags it answers. */
export function flagsListeners(events: Events, flags: FlagsService) {
  events.on('course.published', ({ body }) => flags.heedVersion(body.courseId, body.version))
}
