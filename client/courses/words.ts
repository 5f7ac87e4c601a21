import type { CourseRole, GroupRole } from '../../shared/rights.ts'
import { t } from '../platform/text.ts'

/** What somebody with a role on a course does. */
export const courseRoleWords = (role: CourseRole) =>
  ({ editor: t('courses.roleEditor'), commenter: t('courses.roleCommenter'), viewer: t('courses.roleViewer') })[role]

export const shortCourseRole = (role: CourseRole) =>
  ({ editor: t('courses.shortEditor'), commenter: t('courses.shortCommenter'), viewer: t('courses.shortViewer') })[role]

export const groupRoleWords = (role: GroupRole) =>
  ({
    learner: t('courses.groupLearner'),
    author: t('courses.groupAuthor'),
    reviewer: t('courses.groupReviewer'),
    coach: t('courses.groupCoach'),
    lnd: t('courses.groupLnd'),
    admin: t('courses.groupAdmin'),
  })[role]
