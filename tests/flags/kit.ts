import type * as Y from 'yjs'
import { flagsListeners } from '../../server/flags/listeners.ts'
import { flagsService } from '../../server/flags/service.ts'
import { flagStore } from '../../server/flags/store.ts'
import { openEvents } from '../../server/platform/events/events.ts'
import { openLog } from '../../server/platform/log.ts'
import { freezeCourse, type FrozenLesson } from '../../shared/document/freeze.ts'
import { textBlocksIn, textOfBlock } from '../../shared/document/prose.ts'
import { type DomainEvent, happened } from '../../shared/domain-events.ts'
import { acceptFlag, listFlags, listMyFlags, raiseFlag, type VoiceId } from '../../shared/flags.ts'
import { type CourseId, newId, type PersonId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { notAllowed, unknown } from '../../shared/problem.ts'
import { canSeeCourse, type Standing, stranger } from '../../shared/rights.ts'
import { day } from '../../shared/time.ts'
import { aCourse, paragraph } from '../document/kit.ts'
import type { openTestDatabase } from '../kit/database.ts'

// The flags' service on a real database of either engine and a real course document; publishing freezes for real.

const person = (name: string): Member => ({ id: newId<PersonId>(), name, colour: 1, email: `${name}@demo.test` })
export const [ana, ben, leo, mia, sam, vera] = ['Ana', 'Ben', 'Leo', 'Mia', 'Sam', 'Vera'].map(person) as [
  Member,
  Member,
  Member,
  Member,
  Member,
  Member,
]
const learner: Standing = { ...stranger, roles: ['learner'], audience: true }
const author: Standing = { ...stranger, roles: ['author'] }
const standings = new Map<PersonId, Standing>([
  [ana.id, author],
  [ben.id, author],
  ...[leo, mia, vera].map(({ id }) => [id, learner] as const),
])

export const phone = 'harbour office on 555-0100'
const sentence = `Call the ${phone} before noon on Friday.`
export const better = { proposed: 'harbour office on 555-0199', reason: 'The number changed.' }

// Each course begins a day after the one before, so that nobody has raised anything today.
let clock = 5_000_000_000

/** A published course with the sentence in it. Ana and Ben write it, Leo, Mia and Vera learn from it, Sam knows nothing of it. */
export function aPublishedCourse({ db }: Awaited<ReturnType<typeof openTestDatabase>>) {
  const course = newId<CourseId>()
  const events = openEvents(db, openLog('silent'))
  const news: DomainEvent[] = []
  const rung: string[] = []
  let doc = aCourse({ a: [paragraph('Opening hours are posted.'), paragraph(sentence)] }).doc
  let versions: { courseId: CourseId; version: number; lessons: FrozenLesson[] }[] = []
  clock += day

  for (const kind of ['flag.raised', 'flag.accepted', 'flag.declined', 'flag.fixed'] as const)
    events.on(kind, (event) => void (event.body.courseId === course && news.push(event)))
  const of = (id: PersonId) => standings.get(id) ?? stranger
  const everybody = [ana, ben, leo, mia, sam, vera]
  const flags = flagsService({
    db,
    store: flagStore(db),
    events,
    now: () => ++clock,
    people: {
      findMany: async (ids: PersonId[]) =>
        new Map(everybody.filter(({ id }) => ids.includes(id)).map(({ id, name, colour }) => [id, { id, name, colour }])),
    },
    courses: {
      load: async (_: CourseId, { id }: Member, can: (standing: Standing) => boolean, action = 'read') => {
        if (!canSeeCourse(of(id))) throw unknown('course')
        if (!can(of(id))) throw notAllowed(`course.${action}`)
        return { course: { id: course, title: 'Harbour' }, standing: of(id) }
      },
    },
    publishing: { version: async (_: CourseId, n: number) => versions[n - 1], current: async () => versions.at(-1) },
    collaboration: {
      read: async (_: CourseId, look: (doc: Y.Doc) => unknown) => look(doc),
      command: async (_: CourseId, __: unknown, apply: (doc: Y.Doc) => unknown) => ({ value: doc.transact(() => apply(doc)), seq: 7 }),
      ring: (_: CourseId, word: string) => void rung.push(word),
    },
    // The services of other rooms, as small as this one asks them.
  } as unknown as Parameters<typeof flagsService>[0])
  flagsListeners(events, flags)

  const freeze = () => versions.push({ courseId: course, version: versions.length + 1, lessons: freezeCourse(doc).lessons })
  freeze()

  const at = {
    course,
    flags,
    events,
    news,
    rung,
    get doc() {
      return doc
    },
    pass: (ms: number) => void (clock += ms),
    /** Publishes the draft as it is and waits until the flags have heard of it. */
    async publish() {
      freeze()
      await db.transaction((tx) =>
        events.emit(tx, happened('course.published', ana.id, { courseId: course, version: versions.length }, clock)),
      )
      events.tell()
      await events.settled()
    },
    /** Begins anew with a version of so many words of their own. */
    manyWords(count: number): string[] {
      const words = Array.from({ length: count }, (_, n) => `number${String(n).padStart(3, '0')}`)
      doc = aCourse({ a: [paragraph(words.join(' '))] }).doc
      versions = []
      freeze()
      return words
    },
    /** Somebody else who learns here. */
    aLearner(): Member {
      const one = person('Many')
      standings.set(one.id, learner)
      return one
    },
    /** Where a version says these words. */
    passage(words: string, version = 1) {
      for (const lesson of versions[version - 1]!.lessons) {
        for (const block of textBlocksIn(lesson.public)) {
          const from = textOfBlock(block).indexOf(words)
          if (from >= 0)
            return {
              version,
              lesson: lesson.id,
              block: block.attrs?.['id'],
              from,
              to: from + words.length,
              quote: { exact: words, prefix: '', suffix: '' },
            }
        }
      }
      throw new Error(`nowhere: ${words}`)
    },
    raise: (by: Member, words = phone, more: object = {}) =>
      flags.raise(by, raiseFlag.takes.parse({ courseId: course, id: newId<VoiceId>(), ...at.passage(words), ...more })),
    list: (show = 'open', by = ana) => flags.list(by, listFlags.takes.parse({ courseId: course, show })),
    first: async (show = 'open') => (await at.list(show)).items[0]!,
    mine: (by: Member) => flags.mine(by, listMyFlags.takes.parse({ courseId: course })),
    /** Accepts the newest flag, by its first voice. */
    async accept(by: Member, more: object = {}) {
      const flag = (await at.first()) ?? (await at.first('inProgress'))
      return flags.accept(
        by,
        acceptFlag.takes.parse({ courseId: course, flagId: flag.id, voice: flag.voices[0]!.id, commandId: newId(), ...more }),
      )
    },
  }
  return at
}
