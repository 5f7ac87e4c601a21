import { auth } from './en/auth.ts'
import { courses } from './en/courses.ts'
import { frame } from './en/frame.ts'
import { groups } from './en/groups.ts'
import { home } from './en/home.ts'
import { play } from './en/play.ts'
import { problems } from './en/problems.ts'
import { ui } from './en/ui.ts'

/** What the screens say that a person meets before any course: fetched first. */
export const shell = { auth, courses, frame, groups, home, play, problems, ui }
