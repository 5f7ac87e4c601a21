import { z } from 'zod'
import { Course, CourseTitle, Language } from './courses.ts'
import { Done, endpoint } from './endpoint.ts'
import { CourseId, GroupId } from './id.ts'
import { canCreateCourse, canManageCourse, canReadDraft, type GroupRole, type Standing } from './rights.ts'
import { day, Time } from './time.ts'

// Courses that others begin from: built-in ones, and those that a group marked as its templates.

// Model

/** The names of what every installation has. */
export const builtInNames = [
  'onboarding',
  'product-launch',
  'safety-procedure',
  'policy-change',
  'sales-pitch',
  'how-to',
  'compliance-quiz',
  'interview',
] as const
export const BuiltInName = z.enum(builtInNames)
export type BuiltInName = z.infer<typeof BuiltInName>

/** A built-in template by its name, a group's by the course that it is. */
export const TemplateId = z.union([BuiltInName, CourseId])
export type TemplateId = z.infer<typeof TemplateId>

/** What learners made of the courses begun from a template, and of the template itself if it is published. */
export const TemplateFigures = z.object({
  learners: z.number().int(),
  /** Beginnings; who learns two of the courses counts twice. */
  plays: z.number().int(),
  /** Of 100 plays, how many reached the end. */
  completion: z.number().int(),
  /** Of 100 people, how many surely find it helps their work; null while too few have said. */
  relevance: z.number().int().nullable(),
  /** Of those who reached the end; null while they are too few. */
  medianMinutes: z.number().int().nullable(),
})
export type TemplateFigures = z.infer<typeof TemplateFigures>

export const Template = z.object({
  id: TemplateId,
  title: z.string(),
  /** What it is good for, in a sentence or two. */
  about: z.string(),
  language: z.string(),
  /** The group it belongs to; null for a built-in one. */
  groupName: z.string().nullable(),
  sections: z.array(
    z.object({
      title: z.string(),
      lessons: z.array(z.object({ title: z.string(), words: z.number().int(), questions: z.number().int() })),
    }),
  ),
  /** How many courses were made from it. */
  made: z.number().int(),
  /** Null while fewer than five people learn from it. */
  figures: TemplateFigures.nullable(),
  /** What the figures count from. */
  since: Time,
})
export type Template = z.infer<typeof Template>

/** Where a course stands among templates: whether it is one, and what it was made from. */
export const CourseLineage = z.object({
  isTemplate: z.boolean(),
  about: z.string(),
  made: z.number().int(),
  /** A course that the asker may not read keeps its name to itself. */
  from: z.object({ kind: z.enum(['template', 'copy']), id: TemplateId, title: z.string().nullable() }).nullable(),
})
export type CourseLineage = z.infer<typeof CourseLineage>

// Rules

/** Figures about fewer people would tell what single ones did. */
export const fewestLearners = 5
/** How far back figures look. */
export const figuresPeriodMs = 365 * day

/** Marks a course as a template of its group, and takes the mark away. */
export const canMarkTemplate = canManageCourse
/** `roles` are those that cover the group in which a course is to begin. */
export const canUseTemplates = (roles: readonly GroupRole[]) => canCreateCourse(roles)
/** A template shows down the tree: in its own group and in every one below it. */
export const reachesGroup = (templatePlace: string, groupPlace: string) => groupPlace.startsWith(templatePlace)
/** Who reads a draft could copy it by hand. */
export const canCopy = (standing: Standing) => canReadDraft(standing)

// Contract

const ofCourse = z.object({ courseId: CourseId })
const About = z.string().trim().max(500)

export const listTemplates = endpoint('GET', '/groups/:groupId/templates', {
  takes: z.object({ groupId: GroupId, language: Language.default('en') }),
  gives: z.object({ items: z.array(Template) }),
  who: 'authors, L&D and admins of the group',
  problems: ['group.unknown', 'group.createCourse'],
  about: 'What a course in this group can begin from: templates of the group and of those above it, then the built-in ones.',
})
export const createFromTemplate = endpoint('POST', '/templates/:templateId/courses', {
  takes: z.object({ templateId: TemplateId, groupId: GroupId, title: CourseTitle, language: Language.default('en') }),
  gives: Course,
  who: 'authors, L&D and admins of the group',
  problems: ['group.unknown', 'group.createCourse', 'template.unknown'],
  about: 'Begins a course as a copy of a template: fresh ids, no comments, notes to authors kept. Whoever asks becomes its editor.',
})
export const duplicateCourse = endpoint('POST', '/courses/:courseId/copies', {
  takes: ofCourse.extend({ groupId: GroupId, title: CourseTitle }),
  gives: Course,
  who: 'whoever can read the draft, where they may begin a course',
  problems: ['course.unknown', 'course.copy', 'group.unknown', 'group.createCourse'],
  about: 'Begins a course as a copy of a draft: fresh ids, no comments.',
})
export const getLineage = endpoint('GET', '/courses/:courseId/lineage', {
  takes: ofCourse,
  gives: CourseLineage,
  who: 'whoever can read the draft',
  problems: ['course.unknown', 'course.lineage'],
  about: 'Whether a course is a template, how many were made from it, and what it was made from.',
})
export const markTemplate = endpoint('PUT', '/courses/:courseId/template', {
  takes: ofCourse.extend({ about: About.default('') }),
  gives: Done,
  who: 'editors of the course, L&D and admins of its group',
  problems: ['course.unknown', 'course.template'],
  about: 'Makes a course a template of its group, offered there and in the groups below.',
})
export const unmarkTemplate = endpoint('DELETE', '/courses/:courseId/template', {
  takes: ofCourse,
  gives: Done,
  who: 'editors of the course, L&D and admins of its group',
  problems: ['course.unknown', 'course.template'],
  about: 'Offers a course as a template no more. What was made from it stays.',
})

export const templateEndpoints = [listTemplates, createFromTemplate, duplicateCourse, getLineage, markTemplate, unmarkTemplate]
