import { type Feedback, isCorrect } from '../../shared/assessment.ts'
import { nodesIn } from '../../shared/document/prose.ts'
import { BlockId, type CourseId, type LessonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { Problem, unknown } from '../../shared/problem.ts'
import type { PlayService } from '../play/service.ts'

type Asked = { id: string; courseId: CourseId; version: number; lesson: LessonId; question: BlockId; choices: BlockId[] }

/** Judges answers against the key of the version the learner had before them. */
export function assessmentService({ play }: { play: PlayService }) {
  return {
    /**
     * Answers one question, and tells what was right. The same id twice is one answer.
     *
     * Throws `version.unknown`, `lesson.unknown` or `question.unknown` for what was never published there, and
     * `answer.choices` when the question does not offer what was chosen.
     */
    async answer(member: Member, { id, courseId, version, lesson: lessonId, question, choices }: Asked): Promise<Feedback> {
      const { current, shown, lesson } = await play.openAt(member, courseId, version, lessonId)
      const key = Object.hasOwn(lesson.key, question) ? lesson.key[question] : undefined
      const asked = [...nodesIn(lesson.public)].find((node) => node.type === 'question' && node.attrs?.id === question)
      if (!key || !asked) throw unknown('question')
      const offered = new Set((asked.content ?? []).filter((part) => part.type === 'choice').map((part) => part.attrs?.id))
      const chosen = [...new Set(choices)]
      if (chosen.some((choice) => !offered.has(choice)) || (asked.attrs?.kind !== 'multiple' && chosen.length > 1))
        throw new Problem(
          'invalid',
          'answer.choices',
          'The question does not offer these choices. Load the course again and answer once more.',
        )
      const attempt = { id, lesson, question, choices: chosen, correct: isCorrect(key, chosen), points: Number(asked.attrs?.points ?? 1) }
      const told = await play.record(member, current, shown, attempt)
      const right = key.correct.map((choice) => BlockId.parse(choice))
      return {
        question,
        choices: told.choices,
        right,
        correct: isCorrect(key, told.choices),
        explanation: key.explanation ?? [],
        at: told.at,
      }
    },
  }
}
export type AssessmentService = ReturnType<typeof assessmentService>
