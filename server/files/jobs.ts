import type { CourseId } from '../../shared/id.ts'
import { hour } from '../../shared/time.ts'
import type { Jobs } from '../platform/jobs/jobs.ts'
import { type FileService, variantJob } from './service.ts'

const sweepJob = 'files.sweep'

/** What this room does without being asked: smaller pictures soon after a large one came, and a sweep every hour. */
export function fileJobs(jobs: Jobs, files: FileService, now: () => number) {
  jobs.handle(variantJob, (job) => files.makeVariants(job.input as { courseId: CourseId; id: string })) // written by the service
  jobs.handle(sweepJob, () => files.sweep())
  const sweep = () => {
    // Named by its hour, so that several servers sweep once.
    const at = Math.floor(now() / hour)
    jobs.add({ id: `${sweepJob}-${at}`, kind: sweepJob, by: null, input: {}, at: now() }).catch(() => {}) // the next hour comes
  }
  const timer = setInterval(sweep, hour).unref()
  return { close: () => clearInterval(timer) }
}
