import { metaOf } from '../../shared/document/layout.ts'
import { addNode, asLesson, lessonsInOrder, presentNodes, readOutline, renameNode } from '../../shared/document/outline.ts'
import { replaceLesson, withIds } from '../../shared/document/write.ts'
import type { CourseId, LessonId, NodeId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { invariant } from '../../shared/problem.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { CourseService } from '../courses/service.ts'
import { blocksFrom } from '../interop/service.ts'

/** A course as its authors would write it down: Markdown, with questions as fenced blocks. */
export type DemoCourse = { title: string; summary: string; sections: { title: string; lessons: { title: string; text: string }[] }[] }

type Rooms = { collaboration: CollaborationService; courses: CourseService }

/** Writes a course into its fresh draft, lesson by lesson; answers the lessons by their titles. */
export async function writeCourse({ collaboration, courses }: Rooms, courseId: CourseId, by: Member, course: DemoCourse) {
  const change = (apply: Parameters<CollaborationService['command']>[2]) =>
    collaboration.command(courseId, { by: by.id, name: 'demo.write' }, apply, () => ({ by: by.id }))
  await change((doc) => metaOf(doc).set('summary', course.summary))
  await courses.setTitle(courseId, course.title, course.summary)
  for (const [s, section] of course.sections.entries()) {
    for (const [l, { title, text }] of section.lessons.entries()) {
      const blocks = blocksFrom(text).map(withIds)
      await change((doc) => {
        const parent = placeFor(doc, 'section', null, s, section.title)
        replaceLesson(doc, asLesson(placeFor(doc, 'lesson', parent, l, title)), blocks)
      })
    }
  }
  const lessons = await collaboration.read(courseId, lessonsInOrder)
  return (title: string): LessonId => {
    const lesson = lessons.find((one) => one.title === title)
    invariant(lesson, `the demo has a lesson ${title}`)
    return lesson.id
  }
}

/** The nth section, or lesson of a section, under this title: the one that every new course begins with, or a new one. */
function placeFor(
  doc: Parameters<typeof readOutline>[0],
  kind: 'section' | 'lesson',
  parent: NodeId | null,
  nth: number,
  title: string,
): NodeId {
  const there = presentNodes(readOutline(doc)).filter((node) => node.kind === kind && node.parent === parent)[nth]
  if (!there) return addNode(doc, { kind, parent, title })
  if (there.title !== title) renameNode(doc, there.id, title)
  return there.id
}
