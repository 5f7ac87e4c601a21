import type { CourseId, PersonId } from '../../../shared/id.ts'
import type { answerFiles } from '../../files/sending.ts'
import type { AnswerFiles } from '../../player/context.ts'

/** Files and recordings of one learner in one course. What sends and what records is fetched for the first question that asks for them. */
export function answersBy(by: PersonId, courseId: CourseId): AnswerFiles {
  let met: Promise<ReturnType<typeof answerFiles>> | undefined
  const files = () => (met ??= import('../../files/sending.ts').then(({ answerFiles }) => answerFiles(courseId, by)))
  const recorder = () => import('../../recording/desk.ts').then(({ recordingDesk }) => recordingDesk(`${by} ${courseId}`))
  return {
    send: async (question, file, options) => (await files()).send(question, file, options),
    waiting: async (question) => (await files()).waiting(question),
    taken(question) {
      void files().then((its) => its.taken(question))
      void recorder().then((its) => its.taken(question))
    },
    recorder,
  }
}
