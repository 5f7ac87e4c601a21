import { newId, type PersonId } from '../../shared/id.ts'
import { seedDocument } from '../../shared/document/write.ts'
import { invariant } from '../../shared/problem.ts'
import type { CourseLog } from '../platform/course-log/course-log.ts'
import type { Drafts } from './service.ts'

/** Drafts in the course log. What changes one that is there already goes through `setTitle`, whoever keeps them open. */
export function loggedDrafts(log: CourseLog, setTitle: (...named: Parameters<Drafts['setTitle']>) => Promise<unknown>): Drafts {
  return {
    async seed(tx, courseId, first) {
      const record = {
        id: newId(first.at),
        actor: first.by as PersonId | null,
        kind: 'update' as const,
        body: first.state ?? seedDocument(first),
        at: first.at,
        v: 1 as const,
      }
      const { ok } = await log.append(courseId, 0, [record], { tx })
      invariant(ok, 'a course that was just named has no log yet')
    },
    async setTitle(...named) {
      await setTitle(...named)
    },
  }
}
