import type { CourseId, PersonId } from '../../../shared/id.ts'
import type { Lent, Upload } from '../../editor/LessonEditor.tsx'
import type { courseFiles } from '../../files/sending.ts'
import { wordsOf } from '../../platform/problems.ts'

/** What a course's editor is lent: where its files go and who looks at other people's pages. */
export function lentBy(courseId: CourseId, by: PersonId): Lent {
  let files: Promise<ReturnType<typeof courseFiles>> | undefined
  // Fetched when the first file goes, or came to rest at an earlier visit.
  const sender = () => (files ??= import('../../files/sending.ts').then(({ courseFiles }) => courseFiles(courseId)))
  const upload: Upload = (file, onShare, options) =>
    sender()
      .then((its) => its.send(file, onShare, options))
      .catch((error: unknown) => Promise.reject(new Error(wordsOf(error), { cause: error })))
  return {
    upload: Object.assign(upload, {
      waiting: async () => (await sender()).waiting(),
      adopt: async (url: string) => (await sender()).adopt(url),
      taken: (block: string) => void sender().then((its) => its.taken(block)),
    }),
    // With the person: on a shared computer nobody is offered what somebody else said.
    recorder: () => import('../../recording/desk.ts').then(({ recordingDesk }) => recordingDesk(`${by} ${courseId}`)),
    lookAtPage: async (url) => (await import('../../embeds/state.ts')).lookAtPage(courseId, url),
  }
}
