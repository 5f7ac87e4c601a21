import type { NoticeKind } from '../../shared/notifications.ts'
import type { Letter } from '../platform/mail.ts'

/** One thing to tell. Names, titles and words come from people: they stand in plain text and in short. */
export type Told = {
  kind: NoticeKind
  by: string
  course: string
  /** Leads to the thread. */
  link: string
  /** The words of the draft that it is about. */
  quote?: string | undefined
  /** What was written. */
  said?: string | undefined
}

type Words = {
  did: Record<NoticeKind, (by: string) => string>
  one: (did: string, course: string) => string
  many: (count: number, course: string) => string
  manyCourses: (count: number, courses: number) => string
  hello: (name: string) => string
  about: (quote: string) => string
  open: string
  foot: (settings: string) => string
}

const english: Words = {
  did: {
    mention: (by) => `${by} mentioned you`,
    reply: (by) => `${by} answered you`,
    assigned: (by) => `${by} gave you something to do`,
  },
  one: (did, course) => `${did} in ${course}`,
  many: (count, course) => `${count} comments for you in ${course}`,
  manyCourses: (count, courses) => `${count} comments for you in ${courses} courses`,
  hello: (name) => `Hello ${name},`,
  about: (quote) => `About “${quote}”`,
  open: 'Open the comment:',
  foot: (settings) => `You can turn these letters off, and on again, at ${settings}`,
}

const german: Words = {
  did: {
    mention: (by) => `${by} hat dich erwähnt`,
    reply: (by) => `${by} hat dir geantwortet`,
    assigned: (by) => `${by} hat dir eine Aufgabe gegeben`,
  },
  one: (did, course) => `${did}: ${course}`,
  many: (count, course) => `${count} Kommentare für dich in ${course}`,
  manyCourses: (count, courses) => `${count} Kommentare für dich in ${courses} Kursen`,
  hello: (name) => `Hallo ${name},`,
  about: (quote) => `Zu „${quote}“`,
  open: 'Zum Kommentar:',
  foot: (settings) => `Diese Briefe kannst du abbestellen und wieder bestellen: ${settings}`,
}

const short = (text: string, most = 80) => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}

/** The letter that tells somebody what is meant for them, in their language, thread by thread. */
export function letterFor(to: { name: string; email: string; language: string | null }, told: readonly Told[], settings: string): Letter {
  const words = to.language === 'de' ? german : english
  const did = ({ kind, by }: Told) => words.did[kind](short(by))
  const courses = [...new Set(told.map(({ course }) => course))]
  const [first] = told
  const subject =
    told.length === 1 && first
      ? words.one(did(first), short(first.course))
      : courses.length === 1
        ? words.many(told.length, short(courses[0]!)) // the only one
        : words.manyCourses(told.length, courses.length)
  const links = [...new Set(told.map(({ link }) => link))]
  const parts = links.map((link) => {
    const all = told.filter((one) => one.link === link)
    const { course, quote } = all[0]! // each link is that of one
    // The words of a thread stand in it once, whatever they were told for.
    const isFirst = (one: Told) => all.find(({ said }) => said === one.said) === one
    const lines = all.map((one) => `${did(one)}${one.said && isFirst(one) ? `:\n  ${short(one.said, 500)}` : '.'}`)
    return [short(course), ...(quote ? [words.about(short(quote, 200))] : []), '', ...lines, '', words.open, link].join('\n')
  })
  return {
    to: to.email,
    subject,
    text: `${words.hello(short(to.name))}\n\n${parts.join('\n\n\n')}\n\n\n${words.foot(settings)}\n`,
  }
}
