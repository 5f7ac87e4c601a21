import { auth } from './de/auth.ts'
import { courses } from './de/courses.ts'
import { frame } from './de/frame.ts'
import { groups } from './de/groups.ts'
import { home } from './de/home.ts'
import { play } from './de/play.ts'
import { problems } from './de/problems.ts'
import { ui } from './de/ui.ts'
import { serverProblems } from './problems-de.ts'

/** What the screens say that a person meets before any course: fetched first. */
export const shell = { auth, courses, frame, groups, home, play, problems: { ...problems, ...serverProblems }, ui }
