import { lessonHref, lessonOfHref } from '../../../shared/document/addresses.ts'
import { type CourseId, LessonId } from '../../../shared/id.ts'
import type { Links } from '../../editor/tools/tools.ts'
import type { Outline } from '../../outline/state.ts'
import { t } from '../../platform/text.ts'

/** Links from the open course: to its lessons by id, shown by whatever they are called now, and to other courses and people. */
export function linksFrom(courseId: CourseId, outline: Outline, onOpen: (lesson: LessonId) => void): Links {
  const titleOf = (title: string) => title || t('editor.untitledLesson')
  return {
    find: (typed) => {
      const sought = typed.trim().toLocaleLowerCase()
      return outline
        .lessons()
        .filter(({ node }) => node.title.toLocaleLowerCase().includes(sought))
        .map(({ node }) => ({ kind: 'lesson', title: titleOf(node.title), href: lessonHref(node.id) }))
    },
    elsewhere: async () => (await import('./elsewhere.ts')).elsewhereFrom(courseId),
    titleOf: (href) => {
      const id = lessonOfHref(href)
      const lesson = id && outline.lessons().find(({ node }) => (node.id as string) === id)
      return lesson ? titleOf(lesson.node.title) : undefined
    },
    open: (href) => {
      const lesson = LessonId.safeParse(lessonOfHref(href)).data
      if (lesson) onOpen(lesson)
    },
  }
}
