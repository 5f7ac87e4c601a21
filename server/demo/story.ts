import type { Answer } from '../../shared/assessment.ts'
import { bodyOf } from '../../shared/comment-typing.ts'
import { healAnchor } from '../../shared/document/anchors.ts'
import { attrsOf, blockIdOf, nodesIn, type Prose, textBlocksIn, textOfBlock } from '../../shared/document/prose.ts'
import type { QuestionKey } from '../../shared/document/question.ts'
import type { Passage } from '../../shared/document/quote.ts'
import type { VoiceId } from '../../shared/flags.ts'
import { type BlockId, type CommentId, type CourseId, type LessonId, newId, type ThreadId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { invariant } from '../../shared/problem.ts'
import { minute } from '../../shared/time.ts'
import type { AssessmentService } from '../assessment/service.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { CommentsService } from '../comments/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { FlagsService } from '../flags/service.ts'
import type { ForumsService } from '../forums/service.ts'
import type { Clock } from '../platform/clock.ts'
import type { PlayService } from '../play/service.ts'
import type { PublishingService } from '../publishing/service.ts'
import type { ReactionsService } from '../reactions/service.ts'

/** The rooms in which the demo people live, entered by the same doors as everybody else. */
export type Rooms = {
  clock: Clock
  courses: CourseService
  collaboration: CollaborationService
  comments: CommentsService
  publishing: PublishingService
  play: PlayService
  assessment: AssessmentService
  flags: FlagsService
  reactions: ReactionsService
  forums: ForumsService
}

/** What people do in one course, told in a line each. Words name a place: they must stand in the lesson exactly once. */
export function storyIn(rooms: Rooms, courseId: CourseId, lessonNamed: (title: string) => LessonId, everybody: readonly Member[]) {
  const { clock, collaboration, comments, publishing, play, assessment, flags } = rooms
  const body = (typed: string) => bodyOf(typed, everybody)

  async function anchorOf(lesson: LessonId, words: string) {
    const found = await collaboration.read(courseId, (doc) => healAnchor(doc, { lesson, quote: { exact: words, prefix: '', suffix: '' } }))
    invariant(found && found !== 'tie' && !found.probably, `the draft says “${words}” once`)
    return found.anchor
  }

  async function currentVersion() {
    const version = await publishing.current(courseId)
    invariant(version, 'the course is published before it is played')
    return version
  }

  /** Words of the current version, as a learner would mark them. */
  async function passageOf(title: string, words: string): Promise<Passage> {
    const { version, lessons } = await currentVersion()
    const lesson = lessons.find((one) => one.title === title)
    for (const block of lesson ? textBlocksIn(lesson.public) : []) {
      const text = textOfBlock(block)
      const from = text.indexOf(words)
      const id = blockIdOf(block)
      if (from === -1 || !id) continue
      const quote = {
        exact: words,
        prefix: text.slice(Math.max(0, from - 32), from),
        suffix: text.slice(from + words.length, from + words.length + 32),
      }
      return { version, lesson: lessonNamed(title), block: id, from, to: from + words.length, quote }
    }
    throw new Error(`${title} does not say “${words}”`)
  }

  const story = {
    /** Starts a thread on `words`, or on the whole lesson without any; answers how to go on with it. */
    async thread(by: Member, title: string, words: string | null, says: string) {
      const threadId = newId<ThreadId>(clock.now())
      const first = newId<CommentId>(clock.now())
      const lesson = lessonNamed(title)
      const place = words === null ? { on: 'lesson' as const, lesson } : { on: 'text' as const, anchor: await anchorOf(lesson, words) }
      await comments.start(by, { courseId, threadId, commentId: first, place, body: body(says) })
      return {
        first,
        async reply(who: Member, typed: string): Promise<CommentId> {
          const commentId = newId<CommentId>(clock.now())
          await comments.reply(who, { courseId, threadId, commentId, body: body(typed) })
          return commentId
        },
        vote: (who: Member, commentId: CommentId) => comments.vote(who, courseId, threadId, commentId, true),
        resolve: (who: Member) => comments.resolve(who, courseId, threadId),
      }
    },

    publish: (by: Member, note: string) => publishing.publish(by, courseId, { note }),

    /** Reads lessons to their end and answers their questions; those of lessons in `wrong` wrongly. */
    async study(who: Member, titles: readonly string[] | 'all', wrong: readonly string[] = []) {
      const { version, lessons } = await currentVersion()
      for (const lesson of lessons.filter(({ title }) => titles === 'all' || titles.includes(title))) {
        const id = lesson.id as LessonId // frozen lessons carry the ids of the draft
        await play.save(who, courseId, { version, lesson: id, block: null, viewed: true })
        for (const question of questionsIn(lesson.public)) {
          clock.pretend(clock.now() + 3 * minute)
          const answer = answerTo(question, lesson.key[String(blockIdOf(question))] ?? {}, wrong.includes(lesson.title))
          if (!answer) continue
          const asked = {
            id: newId<string>(clock.now()),
            courseId,
            version,
            lesson: id,
            question: attrsOf(question)['id'] as BlockId, // frozen questions have one
            answer,
          }
          await assessment.answer(who, asked)
        }
      }
    },

    passageOf,

    async flag(by: Member, title: string, words: string, reason: string, proposed?: string): Promise<VoiceId> {
      const id = newId<VoiceId>(clock.now())
      await flags.raise(by, { courseId, id, ...(await passageOf(title, words)), reason, named: true, ...(proposed && { proposed }) })
      return id
    },
    /** The open flag in which somebody said this. */
    async flagWith(author: Member, voice: VoiceId) {
      const { items } = await flags.list(author, { courseId, show: 'open' })
      const flag = items.find(({ voices }) => voices.some(({ id }) => id === voice))
      invariant(flag, 'a flag that was just raised is open')
      return flag.id
    },
    async accept(author: Member, voice: VoiceId) {
      const flagId = await story.flagWith(author, voice)
      await flags.accept(author, { courseId, flagId, commandId: newId<string>(clock.now()), voice })
    },
    async decline(author: Member, voice: VoiceId, note: string) {
      const flagId = await story.flagWith(author, voice)
      await flags.decline(author, { courseId, flagId, reason: 'stillRight', note })
    },
  }
  return story
}

const questionsIn = (lesson: Prose): Prose[] => [...nodesIn(lesson)].filter((node) => node.type === 'question')

/** How somebody answers who knows it, or does not; nothing for a question that needs words of one's own. */
function answerTo(question: Prose, { solution }: QuestionKey, wrongly: boolean): Answer | undefined {
  const offered = (type: string) => (question.content ?? []).flatMap((part) => (part.type === type ? (blockIdOf(part) ?? []) : []))
  switch (solution?.by) {
    case 'choices': {
      const wrong = offered('choice').filter((choice) => !solution.right.includes(choice))
      return { by: 'choices', choices: wrongly ? wrong.slice(0, 1) : solution.right }
    }
    case 'order':
      return { by: 'order', order: wrongly ? solution.right.toReversed() : solution.right }
    case 'pairs': {
      const [match] = offered('match')
      return { by: 'pairs', pairs: wrongly && match ? solution.right.map(({ prompt }) => ({ prompt, match })) : solution.right }
    }
    case 'blanks':
      return { by: 'blanks', blanks: solution.right.map(({ blank, accept: [first = ''] }) => ({ blank, text: wrongly ? '?' : first })) }
    case 'number':
      return { by: 'number', number: String(wrongly ? solution.right + solution.tolerance + 1 : solution.right) }
    case 'spot': {
      const [area] = solution.right
      return area && { by: 'spot', x: wrongly ? 0 : area.x + area.w / 2, y: wrongly ? 0 : area.y + area.h / 2 }
    }
    case undefined:
      return undefined
  }
}
