import { addNode, asLesson, lessonsInOrder, presentNodes, readOutline, trashNode } from '../../shared/document/outline.ts'
import { lessonFragment, metaOf } from '../../shared/document/layout.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { appendProse, withIds } from '../../shared/document/write.ts'
import { type CourseId, type LessonId, newDocumentId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { invariant } from '../../shared/problem.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import { blocksFrom } from '../interop/service.ts'

/** A course as its authors would write it down: Markdown, with questions as fenced blocks. */
export type DemoCourse = { title: string; summary: string; sections: { title: string; lessons: { title: string; text: string }[] }[] }

/** Writes a course into its fresh draft, lesson by lesson; answers the lessons by their titles. */
export async function writeCourse(
  collaboration: CollaborationService,
  courseId: CourseId,
  by: Member,
  course: DemoCourse,
  now: () => number,
): Promise<(title: string) => LessonId> {
  const change = (apply: Parameters<CollaborationService['command']>[2]) =>
    collaboration.command(courseId, { by: by.id, name: 'demo.write' }, apply)
  await change((doc) => {
    metaOf(doc).set('summary', course.summary)
    for (const node of presentNodes(readOutline(doc))) if (node.parent === null) trashNode(doc, node.id, { by: by.id, at: now() })
  })
  for (const section of course.sections) {
    const { value: parent } = await change((doc) => addNode(doc, { kind: 'section', parent: null, title: section.title }))
    for (const { title, text } of section.lessons) {
      const blocks = blocksFrom(text).map(asQuestion).map(withIds)
      await change((doc) => {
        const id = addNode(doc, { kind: 'lesson', parent: parent as ReturnType<typeof addNode>, title })
        appendProse(lessonFragment(doc, asLesson(id)), blocks)
      })
    }
  }
  const lessons = await collaboration.read(courseId, lessonsInOrder)
  return (title) => {
    const lesson = lessons.find((one) => one.title === title)
    invariant(lesson, `the demo has a lesson ${title}`)
    return lesson.id
  }
}

/**
 * A fenced block called `question` (or `question multiple`) as a question: its first lines ask, `- [ ]` are choices,
 * `- [x]` the right ones, and a quote explains.
 */
function asQuestion(block: Prose): Prose {
  if (block.type !== 'codeBlock' || block.attrs?.['language'] !== 'question') return block
  const lines = (block.content?.[0]?.text ?? '').split('\n')
  const text = (words: string): Prose[] => [{ type: 'text', text: words }]
  const content = lines.map((line): Prose => {
    const choice = /^- \[([ x])\] (.*)$/.exec(line)
    if (choice) return { type: 'choice', attrs: { correct: choice[1] === 'x' }, content: text(choice[2]!) }
    if (line.startsWith('> ')) return { type: 'explanation', content: [{ type: 'paragraph', content: text(line.slice(2)) }] }
    return { type: 'stem', content: text(line) }
  })
  const several = content.filter(({ attrs }) => attrs?.['correct'] === true).length > 1
  return { type: 'question', attrs: { id: newDocumentId(), kind: several ? 'multiple' : 'single', points: 1, shuffle: true }, content }
}
