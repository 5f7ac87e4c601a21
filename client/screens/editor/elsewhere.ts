import { findMentionable } from '../../../shared/comments.ts'
import { type Course, getCourse, listCourses } from '../../../shared/courses.ts'
import { courseHref, personHref } from '../../../shared/document/names.ts'
import { CourseId } from '../../../shared/id.ts'
import type { Person } from '../../../shared/people.ts'
import { Problem } from '../../../shared/problem.ts'
import type { Elsewhere, Target } from '../../editor/tools/tools.ts'
import { ask } from '../../platform/api.ts'
import { allPages } from '../../platform/asked.ts'
import { t } from '../../platform/text.ts'

// What lies outside of the open course: fetched when somebody looks for it.

const mostCourses = 500
const mostShown = 4
const freshMs = 60_000
let known: { at: number; courses: Promise<Course[]> } | undefined

/** The courses that this person can read or play, asked for once a minute. */
function courses(): Promise<Course[]> {
  if (known && Date.now() - known.at < freshMs) return known.courses
  const asked = allPages((after) => ask(listCourses, { ...(after && { after }) }), mostCourses)
  asked.catch(() => (known = undefined))
  known = { at: Date.now(), courses: asked }
  return asked
}

const plain = (text: string) => text.toLocaleLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

async function findPeople(courseId: CourseId, typed: string): Promise<Person[]> {
  const { items } = await ask(findMentionable, { courseId, q: typed })
  return items.filter(({ reads }) => reads)
}

async function findElsewhere(courseId: CourseId, typed: string): Promise<Target[]> {
  const sought = plain(typed.replace(/^@/, ''))
  const [all, people] = await Promise.all([courses(), findPeople(courseId, typed.replace(/^@/, '')).catch(() => [])])
  const found = all.filter(({ id, title }) => id !== courseId && plain(title).includes(sought)).slice(0, mostShown)
  return [
    ...found.map(({ id, title, version, groupName }) => ({
      kind: 'course' as const,
      title,
      href: courseHref(id),
      about: version === null ? t('editor.linkNotYet') : groupName,
    })),
    ...people.slice(0, mostShown).map(({ id, name }) => ({ kind: 'person' as const, title: name, href: personHref(id) })),
  ]
}

async function titleOfCourse(course: string): Promise<string | null> {
  const courseId = CourseId.safeParse(course).data
  if (!courseId) return null
  try {
    return (await ask(getCourse, { courseId })).title
  } catch (error) {
    if (error instanceof Problem && error.kind === 'unknown') return null
    throw error
  }
}

export const elsewhereFrom = (courseId: CourseId): Elsewhere => ({
  find: (typed) => findElsewhere(courseId, typed),
  people: (typed) => findPeople(courseId, typed),
  titleOf: titleOfCourse,
})
