import type { Events } from '../platform/events/events.ts'
import type { ReviewService } from './service.ts'

/** Learners' flags count against what was verified. */
export function reviewListeners(events: Events, review: ReviewService) {
  events.on('flag.raised', ({ id, body }) => (body.lesson ? review.heedFlag(body.courseId, body.lesson, id) : undefined))
}
