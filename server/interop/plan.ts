import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Prose, words } from '../../shared/document/prose.ts'
import { importLimits, type ImportNote, type ImportOutline } from '../../shared/interop.ts'
import { type Archive, noMarkdown, tooLarge } from './archive.ts'
import type { Part } from './markdown.ts'
import { type Page, type Pictures, readPage } from './pages.ts'

// From files to sections and lessons. Decided with plain data before anything is written.

/** A comment that came along: who wrote it there, and the words it stands on (none: on the lesson). */
export type Remark = { author: string; text: string; quote: string }
export type PlannedLesson = {
  title: string
  blocks: Prose[]
  words: number
  remarks?: Remark[]
  /** As links of the same import name it. */ formerId?: string
}
export type PlannedSection = { title: string; lessons: PlannedLesson[] }
export type Plan = { sections: PlannedSection[]; pictures: Pictures; notes: ImportNote[]; noted: number }

/** What an upload would become. `name` is what the person called it. Throws a Problem when there is nothing to import. */
export async function planImport(name: string, archive: Archive): Promise<Plan> {
  if (archive.texts.length === 0) throw noMarkdown()
  if (archive.texts.some(({ bytes }) => bytes.length > importLimits.file)) throw tooLarge('a text is longer than 1 MB')
  // Everybody waits while Markdown is read, and millions of empty paragraphs fit into a few megabytes.
  if (archive.texts.reduce((sum, { bytes }) => sum + linesOf(bytes), 0) > importLimits.lines) throw tooLarge('more than 200,000 lines')
  const { plan, note } = emptyPlan()
  const pages: Page[] = []
  for (const text of archive.texts) {
    // Other people's requests go on between two files.
    await nextTurn()
    pages.push(readPage(text, note(text.path), archive, plan.pictures))
  }
  pages.sort(inReadingOrder)
  for (const other of archive.others) note(other)('file.skipped', path.posix.basename(other))
  plan.sections = pages.length === 1 ? sectionsOfOne(pages[0]!, name) : sectionsOfMany(pages, name)
  if (plan.sections.length === 0) throw noMarkdown()
  return plan
}

/** A plan with nothing in it yet, and how to note what is left out of a file. */
export function emptyPlan() {
  const plan: Plan = { sections: [], pictures: new Map(), notes: [], noted: 0 }
  const note = (file: string) => (kind: ImportNote['kind'], what: string, line?: number) => {
    plan.noted++
    if (plan.notes.length < importLimits.notes) plan.notes.push({ kind, file, what: what.slice(0, 200), ...(line && { line }) })
  }
  return { plan, note }
}

function linesOf(bytes: Uint8Array): number {
  let lines = 1
  for (const byte of bytes) if (byte === 10 || byte === 13) lines++
  return lines
}

/** The plan as people are shown it. */
export const outlineOf = ({ sections, pictures, notes, noted }: Plan): ImportOutline => ({
  sections: sections.map(({ title, lessons }) => ({
    title,
    lessons: lessons.map((lesson) => ({ title: lesson.title, words: lesson.words })),
  })),
  pictures: pictures.size,
  comments: sections.reduce((sum, { lessons }) => sum + lessons.reduce((inner, { remarks }) => inner + (remarks?.length ?? 0), 0), 0),
  notes,
  noted,
})

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
const isFront = (file: string) => /^(readme|index|_index)\.\w+$/i.test(path.posix.basename(file))

/** Folder by folder, in each what it opens with first, then by the order a file gives itself, then by name. */
export function inReadingOrder(a: Page, b: Page): number {
  const [folderA, folderB] = [path.posix.dirname(a.path), path.posix.dirname(b.path)]
  if (folderA !== folderB) return byName.compare(folderA === '.' ? '' : folderA, folderB === '.' ? '' : folderB)
  if (isFront(a.path) !== isFront(b.path)) return isFront(a.path) ? -1 : 1
  return (a.order ?? Infinity) - (b.order ?? Infinity) || byName.compare(a.path, b.path)
}

/** One file: its highest headings part it into lessons; a single heading above them names the section. */
export function sectionsOfOne(page: Page, name: string): PlannedSection[] {
  const levels = page.parts.flatMap((part) => (part.heading ? [part.heading.level] : []))
  const top = Math.min(...levels)
  const hasOneTitle = levels.filter((level) => level === top).length === 1
  const below = levels.filter((level) => level > top)
  if (levels.length === 0) return section(page.title ?? titleFrom(name), [lessonOf(page.title ?? titleFrom(name), page.parts, 0)])
  if (!hasOneTitle) return section(page.title ?? titleFrom(name), cut(page.parts, top, page.title ?? titleFrom(name)))
  const title = page.title ?? page.parts.find((part) => part.heading?.level === top)!.heading!.text
  return section(
    title,
    below.length === 0 ? [lessonOf(title, untitled(page.parts, top), top)] : cut(page.parts, Math.min(...below), title, top),
  )
}

/** Without the heading that says the title, which stands above the lesson already. */
const untitled = (parts: Part[], level: number) => parts.map((part) => (part.heading?.level === level ? { ...part, heading: null } : part))

/** Lessons that begin at headings of `level`; what stands before the first is a lesson under the title of the whole. */
function cut(parts: Part[], level: number, title: string, titleLevel = 0): PlannedLesson[] {
  const lessons: { title: string; parts: Part[] }[] = []
  for (const part of parts) {
    if (part.heading?.level === level) lessons.push({ title: part.heading.text, parts: [{ ...part, heading: null }] })
    else if (lessons.length > 0) lessons.at(-1)!.parts.push(part)
    else lessons.push({ title, parts: [part.heading?.level === titleLevel ? { ...part, heading: null } : part] })
  }
  return lessons
    .map((lesson) => lessonOf(lesson.title, lesson.parts, level))
    .filter((lesson) => lesson.blocks.length > 0 || lesson.title !== title)
}

/** Many files: each is a lesson, each folder a section named after what it opens with. */
export function sectionsOfMany(pages: Page[], name: string): PlannedSection[] {
  const shared = sharedFolder(pages.map((page) => path.posix.dirname(page.path)))
  const sections = new Map<string, PlannedSection>()
  for (const page of pages) {
    const folder = path.posix.dirname(page.path)
    const lesson = { ...lessonOfPage(page), ...(page.formerId && { formerId: page.formerId }) }
    const isHome = folder === shared
    const fallback = isHome
      ? titleFrom(shared === '.' ? name : path.posix.basename(shared))
      : folder
          .slice(shared === '.' ? 0 : shared.length + 1)
          .split('/')
          .map(titleFrom)
          .join(' · ')
    const into = sections.get(folder) ?? { title: isFront(page.path) ? lesson.title : fallback, lessons: [] }
    sections.set(folder, into)
    if (lesson.blocks.length > 0 || !isFront(page.path)) into.lessons.push(lesson)
  }
  return [...sections.values()].filter((one) => one.lessons.length > 0)
}

/** The folder that holds all of them: a ZIP often wraps everything in one. */
function sharedFolder(folders: string[]): string {
  const parts = folders.map((folder) => (folder === '.' ? [] : folder.split('/')))
  const first = parts[0]!
  let length = first.length
  for (const other of parts) while (first.slice(0, length).join('/') !== other.slice(0, length).join('/')) length--
  return first.slice(0, length).join('/') || '.'
}

function lessonOfPage(page: Page): PlannedLesson {
  const first = page.parts.find((part) => part.heading)
  const opens = first && (page.parts[0] === first || first.heading!.level === 1) ? first : undefined
  const title =
    page.title ??
    opens?.heading?.text ??
    (isFront(page.path) ? titleFrom(path.posix.basename(path.posix.dirname(page.path))) : titleFrom(path.posix.basename(page.path)))
  // The title stands above the lesson, so it is not repeated in it.
  const isSaid = opens && (!page.title || page.title === opens.heading!.text)
  const parts = isSaid ? page.parts.map((part) => (part === opens ? { ...part, heading: null } : part)) : page.parts
  return lessonOf(title, parts, isSaid ? opens.heading!.level : 0)
}

const section = (title: string, lessons: PlannedLesson[]): PlannedSection[] => [{ title: title.slice(0, 200), lessons }]

/** `above` is the level of the lesson's title: headings right below it are of our first level. */
function lessonOf(title: string, parts: Part[], above: number): PlannedLesson {
  const blocks = parts.flatMap(({ heading, blocks }) => [
    ...(heading?.text
      ? [
          {
            type: 'heading',
            attrs: { level: Math.min(Math.max(heading.level - above, 1), 3) },
            content: heading.content,
          },
        ]
      : []),
    ...blocks,
  ])
  return { title: (title || 'Untitled').slice(0, 200), blocks, words: words({ type: 'doc', content: blocks }) }
}

/** `02_first-steps.md` reads "First steps". */
export function titleFrom(file: string): string {
  const bare = file
    .replace(/\.(md|mdown|markdown|mkd|zip|html?|docx|pptx)$/i, '')
    .replace(/^\d+[\s._-]+(?=\D)/, '')
    .replace(/[_-]+/g, ' ')
    .trim()
  return bare ? bare[0]!.toUpperCase() + bare.slice(1) : 'Imported'
}
