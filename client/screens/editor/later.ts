import { lazy } from 'solid-js'

// What an author does not see at once comes when it is asked for: the words on the page are there sooner.

export const CoursePeopleDialog = lazy(async () => ({ default: (await import('../../courses/CoursePeopleDialog.tsx')).CoursePeopleDialog }))
export const CourseReactions = lazy(async () => ({ default: (await import('../../reactions/CourseReactions.tsx')).CourseReactions }))
export const FlagsPanel = lazy(async () => ({ default: (await import('../../flags/FlagsPanel.tsx')).FlagsPanel }))
export const ForumPanel = lazy(async () => ({ default: (await import('../../forums/ForumPanel.tsx')).ForumPanel }))
export const ImportDialog = lazy(async () => ({ default: (await import('../../interop/ImportDialog.tsx')).ImportDialog }))
export const RefusedDialog = lazy(async () => ({ default: (await import('../../collaboration/RefusedDialog.tsx')).RefusedDialog }))
