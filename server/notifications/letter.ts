import type { NoticeKind } from '../../shared/notifications.ts'
import type { RejectReason } from '../../shared/suggestions.ts'
import { hour } from '../../shared/time.ts'
import type { Letter } from '../platform/mail.ts'

/** One thing to tell. Names, titles and words come from people: they stand in plain text and in short. */
export type Told = {
  kind: NoticeKind
  by: string
  course: string
  /** Leads to it. */
  link: string
  place: 'thread' | 'suggestion' | 'review'
  /** The words of the draft that it is about. */
  quote?: string | undefined
  /** What was written. */
  said?: string | undefined
  /** Why words stay as they are. */
  reason?: RejectReason | undefined
  /** The end of the day until which it is asked for. */
  until?: number | undefined
}

type Words = {
  did: Record<NoticeKind, (by: string) => string>
  reasons: Record<RejectReason, string>
  language: string
  until: (date: string) => string
  one: (did: string, course: string) => string
  many: (count: number, course: string, isTalk: boolean) => string
  manyCourses: (count: number, courses: number, isTalk: boolean) => string
  hello: (name: string) => string
  about: (quote: string) => string
  open: Record<Told['place'], string>
  foot: (settings: string) => string
}

const english: Words = {
  did: {
    mention: (by) => `${by} mentioned you`,
    reply: (by) => `${by} answered you`,
    assigned: (by) => `${by} gave you something to do`,
    reopened: (by) => `${by} says that it is not done yet`,
    accepted: (by) => `${by} put your suggestion into the draft`,
    rejected: (by) => `${by} rejected your suggestion`,
    asked: (by) => `${by} asks you for a review`,
    done: (by) => `${by} has done the review`,
  },
  reasons: {
    fineAsIs: 'It is fine as it is.',
    notRight: 'The new words are not right.',
    style: 'It does not fit our style.',
    discussed: 'We talk about it in a comment.',
    other: '',
  },
  language: 'en-GB',
  until: (date) => `Until ${date}.`,
  one: (did, course) => `${did} in ${course}`,
  many: (count, course, isTalk) => `${count} ${isTalk ? 'comments' : 'things'} for you in ${course}`,
  manyCourses: (count, courses, isTalk) => `${count} ${isTalk ? 'comments' : 'things'} for you in ${courses} courses`,
  hello: (name) => `Hello ${name},`,
  about: (quote) => `About “${quote}”`,
  open: { thread: 'Open the comment:', suggestion: 'Open the suggestion:', review: 'Open the review:' },
  foot: (settings) => `You can turn these letters off, and on again, at ${settings}`,
}

const german: Words = {
  did: {
    mention: (by) => `${by} hat dich erwähnt`,
    reply: (by) => `${by} hat dir geantwortet`,
    assigned: (by) => `${by} hat dir eine Aufgabe gegeben`,
    reopened: (by) => `${by} sagt, es ist noch nicht erledigt`,
    accepted: (by) => `${by} hat deinen Vorschlag übernommen`,
    rejected: (by) => `${by} hat deinen Vorschlag abgelehnt`,
    asked: (by) => `${by} bittet dich um eine Prüfung`,
    done: (by) => `${by} hat die Prüfung abgeschlossen`,
  },
  reasons: {
    fineAsIs: 'So ist es gut.',
    notRight: 'Die neuen Worte stimmen nicht.',
    style: 'Es passt nicht zu unserem Stil.',
    discussed: 'Wir reden in einem Kommentar darüber.',
    other: '',
  },
  language: 'de-DE',
  until: (date) => `Bis ${date}.`,
  one: (did, course) => `${did}: ${course}`,
  many: (count, course, isTalk) => `${count} ${isTalk ? 'Kommentare' : 'Nachrichten'} für dich in ${course}`,
  manyCourses: (count, courses, isTalk) => `${count} ${isTalk ? 'Kommentare' : 'Nachrichten'} für dich in ${courses} Kursen`,
  hello: (name) => `Hallo ${name},`,
  about: (quote) => `Zu „${quote}“`,
  open: { thread: 'Zum Kommentar:', suggestion: 'Zum Vorschlag:', review: 'Zur Prüfung:' },
  foot: (settings) => `Diese Briefe kannst du abbestellen und wieder bestellen: ${settings}`,
}

const short = (text: string, most = 80) => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}

/** The day that ends then where it was named: twelve hours earlier it is the same day almost everywhere. */
const dayOf = (end: number, language: string) =>
  new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(end - 12 * hour)

/** The letter that tells somebody what is meant for them, in their language, thread by thread. */
export function letterFor(to: { name: string; email: string; language: string | null }, told: readonly Told[], settings: string): Letter {
  const words = to.language === 'de' ? german : english
  const did = ({ kind, by }: Told) => words.did[kind](short(by))
  const courses = [...new Set(told.map(({ course }) => course))]
  const [first] = told
  const isTalk = told.every(({ place }) => place === 'thread')
  const subject =
    told.length === 1 && first
      ? words.one(did(first), short(first.course))
      : courses.length === 1
        ? words.many(told.length, short(courses[0]!), isTalk) // the only one
        : words.manyCourses(told.length, courses.length, isTalk)
  const links = [...new Set(told.map(({ link }) => link))]
  const parts = links.map((link) => {
    const all = told.filter((one) => one.link === link)
    const { course, quote, place } = all[0]! // each link is that of one
    // The words of a thread stand in it once, whatever they were told for.
    const isFirst = (one: Told) => all.find(({ said }) => said === one.said) === one
    const lines = all.map((one) => {
      const said = (isFirst(one) && one.said) || (one.reason && words.reasons[one.reason])
      const line = `${did(one)}${said ? `:\n  ${short(said, 500)}` : '.'}`
      return one.until === undefined ? line : `${line}\n  ${words.until(dayOf(one.until, words.language))}`
    })
    return [short(course), ...(quote ? [words.about(short(quote, 200))] : []), '', ...lines, '', words.open[place], link].join('\n')
  })
  return {
    to: to.email,
    subject,
    text: `${words.hello(short(to.name))}\n\n${parts.join('\n\n\n')}\n\n\n${words.foot(settings)}\n`,
  }
}
