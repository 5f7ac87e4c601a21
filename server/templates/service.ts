import { metaOf } from '../../shared/document/layout.ts'
import { asLesson, presentNodes, readOutline } from '../../shared/document/outline.ts'
import { filesIn, nodesIn, type Prose, words } from '../../shared/document/prose.ts'
import { readLesson } from '../../shared/document/walker.ts'
import { copyDocument, writtenDocument } from '../../shared/document/write.ts'
import type { Course } from '../../shared/courses.ts'
import { fileAt, fileUrl } from '../../shared/file-addresses.ts'
import { CourseId, type GroupId, newId } from '../../shared/id.ts'
import type { Member } from '../../shared/people.ts'
import { unknown } from '../../shared/problem.ts'
import {
  BuiltInName,
  builtInNames,
  canCopy,
  canMarkTemplate,
  canUseTemplates,
  type CourseLineage,
  fewestLearners,
  figuresPeriodMs,
  reachesGroup,
  type Template,
  type TemplateFigures,
  type TemplateId,
} from '../../shared/templates.ts'
import type { CollaborationService } from '../collaboration/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { FileService } from '../files/service.ts'
import type { GroupService } from '../groups/service.ts'
import { blocksFrom } from '../interop/service.ts'
import type { PlayService } from '../play/service.ts'
import type { ReactionsService } from '../reactions/service.ts'
import { builtIn } from './built-in/built-in.ts'
import type { TemplateStore } from './store.ts'

type Tools = {
  store: TemplateStore
  groups: GroupService
  courses: CourseService
  files: FileService
  collaboration: CollaborationService
  play: PlayService
  reactions: ReactionsService
  now: () => number
}
type Document = Parameters<Parameters<CollaborationService['read']>[1]>[0]
type Asked = { groupId: GroupId; title: string; language: string }
/** Where a new course comes from: its first state, and the files that it shows. */
type Source = {
  kind: 'template' | 'copy'
  id: TemplateId
  seq: number
  summary: string
  state: Uint8Array
  files?: { of: CourseId; ids: string[] }[]
}

/** Past this many a group's own templates are not all shown. */
const mostShown = 60

/** Courses that begin from others: templates and copies. */
export function templateService({ store, groups, courses, files, collaboration, play, reactions, now }: Tools) {
  async function begin(member: Member, { groupId, title, language }: Asked, id: CourseId, source: Source): Promise<Course> {
    return courses.create(member, {
      groupId,
      title,
      language,
      first: {
        id,
        state: source.state,
        summary: source.summary,
        async also(tx) {
          for (const from of source.files ?? []) await files.lend(tx, from, id, member.id)
          const { kind, id: from, seq } = source
          await store.setOrigin(tx, { courseId: id, kind, source: from, sourceSeq: seq, madeBy: member.id, madeAt: now() })
        },
      },
    })
  }

  /** A deep copy of a draft as it is now, with the files that it shows: its own, and those of other courses that the asker sees there. */
  async function copyOf(member: Member, from: CourseId, to: CourseId, title: string, kind: Source['kind']): Promise<Source> {
    const lent = new Map([[from, new Set<string>()]])
    for (const { courseId, id } of await collaboration.read(from, foreignFiles(from)))
      if (await files.find(member, courseId, id).catch(() => undefined)) lent.set(courseId, (lent.get(courseId) ?? new Set()).add(id))
    const isLent = (courseId: CourseId, id: string) => courseId === from || lent.get(courseId)?.has(id) === true
    const { value, seq } = await collaboration.readAt(from, (doc) => ({
      state: copyDocument(doc, {
        title,
        fileThere: ({ courseId, id }) => (isLent(courseId as CourseId, id) ? fileUrl(to, id) : undefined), // compared, and nothing else
      }),
      summary: String(metaOf(doc).get('summary') ?? ''),
      ids: lessonsOf(doc).flatMap(filesIn),
    }))
    for (const id of value.ids) lent.get(from)!.add(id) // set above
    return { kind, id: from, seq, state: value.state, summary: value.summary, files: [...lent].map(([of, ids]) => ({ of, ids: [...ids] })) }
  }

  /** Templates of a group and of those above it, the nearest first. */
  async function reaching(groupId: GroupId) {
    const marked = await store.all()
    const rows = await courses.findMany(marked.map(({ courseId }) => courseId))
    const places = await groups.placesOf([groupId, ...rows.map((row) => row.groupId)])
    const here = places.get(groupId)?.path ?? '/'
    return marked
      .flatMap(({ courseId, about }) => {
        const course = rows.find(({ id }) => id === courseId)
        const place = course && places.get(course.groupId)
        return course && place && course.trashedAt === null && reachesGroup(place.path, here) ? [{ course, about, place }] : []
      })
      .sort((a, b) => b.place.path.length - a.place.path.length)
      .slice(0, mostShown)
  }

  async function figuresOf(courseIds: CourseId[], since: number): Promise<TemplateFigures | null> {
    if (courseIds.length === 0) return null
    const played = await play.figures(courseIds, since)
    if (played.learners < fewestLearners) return null
    const said = await reactions.helpfulness(courseIds)
    return {
      learners: played.learners,
      plays: played.plays,
      completion: Math.round((100 * played.completed) / Math.max(1, played.plays)),
      relevance: said.people < fewestLearners ? null : said.helps,
      medianMinutes: played.completed < fewestLearners ? null : played.medianMinutes,
    }
  }

  return {
    /** What a course in a group can begin from: the group's own and those from above, then the built-in ones. */
    async list(member: Member, groupId: GroupId, language: string): Promise<Template[]> {
      await groups.load(groupId, member, canUseTemplates, 'createCourse')
      const own = await reaching(groupId)
      const descendants = await store.descendants([...own.map(({ course }) => course.id), ...builtInNames])
      const since = now() - figuresPeriodMs
      const counted = async (id: TemplateId, itself: CourseId[]) => {
        const made = descendants.get(id) ?? []
        return { made: made.length, figures: await figuresOf([...itself, ...made], since), since }
      }
      const templates: Template[] = []
      for (const { course, about, place } of own) {
        const content = await collaboration.read(course.id, (doc) => ({
          language: String(metaOf(doc).get('language') ?? 'en'),
          sections: sectionsOf(
            presentNodes(readOutline(doc)).map(({ id, kind, title }) => ({
              kind,
              title,
              blocks: kind === 'lesson' ? (readLesson(doc, asLesson(id)).content ?? []) : [],
            })),
          ),
        }))
        templates.push({
          id: course.id,
          title: course.title,
          about: about || course.summary,
          groupName: place.name,
          ...content,
          ...(await counted(course.id, course.currentVersion === null ? [] : [course.id])),
        })
      }
      for (const name of builtInNames) {
        const { title, about, language: written, sections } = builtIn(name, language)
        const nodes = sections.flatMap((section) => [
          { kind: 'section' as const, title: section.title, blocks: [] },
          ...section.lessons.map((lesson) => ({ kind: 'lesson' as const, title: lesson.title, blocks: blocksFrom(lesson.text) })),
        ])
        templates.push({
          id: name,
          title,
          about,
          language: written,
          groupName: null,
          sections: sectionsOf(nodes),
          ...(await counted(name, [])),
        })
      }
      return templates
    },

    async create(member: Member, asked: Asked & { templateId: TemplateId }): Promise<Course> {
      await groups.load(asked.groupId, member, canUseTemplates, 'createCourse')
      const id = newId<CourseId>(now())
      const name = BuiltInName.safeParse(asked.templateId)
      if (name.success) {
        const { sections } = builtIn(name.data, asked.language)
        const lessons = sections.map((section) => ({
          title: section.title,
          lessons: section.lessons.map(({ title, text }) => ({ title, content: blocksFrom(text) })),
        }))
        const state = writtenDocument({ title: asked.title, language: asked.language, by: member.id, at: now(), sections: lessons })
        return begin(member, asked, id, { kind: 'template', id: name.data, seq: 0, summary: '', state })
      }
      const offered = (await reaching(asked.groupId)).find(({ course }) => course.id === asked.templateId)
      if (!offered) throw unknown('template')
      return begin(member, asked, id, await copyOf(member, offered.course.id, id, asked.title, 'template'))
    },

    /** A copy of one course, in a group where the asker may begin one. */
    async duplicate(
      member: Member,
      { courseId, groupId, title }: { courseId: CourseId; groupId: GroupId; title: string },
    ): Promise<Course> {
      await courses.load(courseId, member, canCopy, 'copy')
      await groups.load(groupId, member, canUseTemplates, 'createCourse')
      const id = newId<CourseId>(now())
      return begin(member, { groupId, title, language: 'en' }, id, await copyOf(member, courseId, id, title, 'copy'))
    },

    async lineage(member: Member, courseId: CourseId): Promise<CourseLineage> {
      await courses.load(courseId, member, canCopy, 'lineage')
      const [marked, origin, made] = await Promise.all([store.find(courseId), store.origin(courseId), store.descendants([courseId])])
      return {
        isTemplate: marked !== undefined,
        about: marked?.about ?? '',
        made: made.get(courseId)?.length ?? 0,
        from: origin ? { kind: origin.kind, id: origin.source, title: await titleFor(member, origin.source) } : null,
      }
    },

    async mark(member: Member, courseId: CourseId, about: string) {
      await courses.load(courseId, member, canMarkTemplate, 'template')
      await store.mark({ courseId, about, markedBy: member.id, markedAt: now() })
    },
    async unmark(member: Member, courseId: CourseId) {
      await courses.load(courseId, member, canMarkTemplate, 'template')
      await store.unmark(courseId)
    },
  }

  /** The name of a course, for who can read it. */
  async function titleFor(member: Member, id: TemplateId): Promise<string | null> {
    const courseId = CourseId.safeParse(id)
    if (BuiltInName.safeParse(id).success || !courseId.success) return null
    const found = await courses.standing(courseId.data, member.id)
    return found && canCopy(found.standing) ? found.course.title : null
  }
}
export type TemplateService = ReturnType<typeof templateService>

const lessonsOf = (doc: Document): Prose[] =>
  presentNodes(readOutline(doc)).flatMap((node) => (node.kind === 'lesson' ? [readLesson(doc, asLesson(node.id))] : []))

/** What a draft shows of other courses, as text that was copied from there brings it. */
const foreignFiles = (own: CourseId) => (doc: Document) =>
  lessonsOf(doc).flatMap((lesson) =>
    [...nodesIn(lesson)].flatMap(({ attrs }) =>
      [attrs?.['src'], attrs?.['poster']].flatMap((url) => {
        const at = fileAt(url)
        const courseId = CourseId.safeParse(at?.courseId).data
        return at && courseId && courseId !== own ? [{ courseId, id: at.id }] : []
      }),
    ),
  )

type Node = { kind: 'section' | 'lesson'; title: string; blocks: Prose[] }

/** Lessons under the section before them; those before the first section stand under none. */
function sectionsOf(nodes: Node[]): Template['sections'] {
  const sections: Template['sections'] = []
  for (const { kind, title, blocks } of nodes) {
    if (kind === 'section' || sections.length === 0) sections.push({ title: kind === 'section' ? title : '', lessons: [] })
    if (kind === 'section') continue
    const shown = blocks.filter((block) => block.type !== 'guide')
    const questions = shown.flatMap((block) => [...nodesIn(block)]).filter((node) => node.type === 'question').length
    sections.at(-1)!.lessons.push({ title, words: words({ type: 'doc', content: shown }), questions })
  }
  return sections.filter((section) => section.lessons.length > 0)
}
