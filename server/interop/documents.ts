import { importLimits, isMarkdown, isWebPage } from '../../shared/interop.ts'
import { Problem } from '../../shared/problem.ts'
import { type Archive, inflate, isZip, listOf, readUpload, tidyPath, tooLarge } from './archive.ts'
import { decode, picturesOf } from './pages.ts'
import { emptyPlan, inReadingOrder, type Plan, planImport, sectionsOfMany, sectionsOfOne } from './plan.ts'
import { planSlides } from './slides.ts'
import { readWebPage } from './web-page.ts'
import { planWord } from './word.ts'

/** What an upload is, by its bytes; its name only tells texts from pages. */
export type Kind = 'word' | 'slides' | 'pages' | 'markdown'

export function kindOf(name: string, bytes: Uint8Array): Kind {
  // The container that Office used before 2007, and that it puts around files with a password.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0)
    throw new Problem(
      'invalid',
      'import.oldOffice',
      'This file is in an old format or has a password. Save it as .docx or .pptx without one, and import that.',
    )
  if (!isZip(bytes)) return isWebPage(name) ? 'pages' : 'markdown'
  const names = listOf(bytes).map((entry) => tidyPath(entry.name))
  if (names.includes('word/document.xml')) return 'word'
  if (names.includes('ppt/presentation.xml')) return 'slides'
  return names.some(isWebPage) && !names.some(isMarkdown) ? 'pages' : 'markdown'
}

/** What an upload would become. Throws a Problem for what cannot be read. */
export async function planUpload(name: string, bytes: Uint8Array): Promise<Plan> {
  const kind = bytes.length === 0 ? 'markdown' : kindOf(name, bytes)
  const plan = await {
    markdown: async () => planImport(name, await readUpload(name, bytes)),
    word: () => planWord(name, bytes),
    slides: () => Promise.resolve(planSlides(name, bytes)),
    pages: () => Promise.resolve(planPages(name, bytes)),
  }[kind]()
  if (plan.sections.length === 0) throw new Problem('invalid', 'import.empty', 'There are no words in this file.')
  const blocks = plan.sections.reduce((sum, { lessons }) => sum + lessons.reduce((inner, lesson) => inner + lesson.blocks.length, 0), 0)
  if (kind !== 'markdown' && blocks > importLimits.blocks) throw tooLarge('more than 20,000 paragraphs')
  return plan
}

/** One web page, or a ZIP of pages with their pictures. */
function planPages(name: string, bytes: Uint8Array): Plan {
  const { plan, note } = emptyPlan()
  const archive: Archive = isZip(bytes)
    ? pagesIn(bytes)
    : { texts: [{ path: name.split(/[\\/]/).at(-1)!, bytes }], pictures: new Map(), others: [] }
  if (archive.texts.some((text) => text.bytes.length > importLimits.text)) throw tooLarge('a page is longer than 8 MB')
  const pages = archive.texts.map(({ path, bytes: text }) => {
    const source = { file: path, note: note(path), picture: picturesOf(path, note(path), archive, plan.pictures) }
    const { title, parts } = readWebPage(decode(text).text, source)
    return { path, title: parts.some(({ heading }) => heading) ? undefined : title || undefined, order: undefined, parts }
  })
  const filled = pages.filter(({ parts }) => parts.length > 0).sort(inReadingOrder)
  if (filled.length > 0) plan.sections = filled.length === 1 ? sectionsOfOne(filled[0]!, name) : sectionsOfMany(filled, name)
  return plan
}

function pagesIn(bytes: Uint8Array): Archive {
  const entries = listOf(bytes)
  if (entries.length > importLimits.files) throw tooLarge(`more than ${importLimits.files} files`)
  const archive: Archive = { texts: [], pictures: new Map(), others: [] }
  let [text, sum] = [0, 0]
  for (const entry of entries) {
    const path = tidyPath(entry.name)
    if (!path || entry.name.endsWith('/')) continue
    const isPage = isWebPage(path)
    if (!isPage && !/\.(png|jpe?g|gif|webp|avif)$/i.test(path)) continue
    if ((sum += entry.size) > importLimits.unpacked) throw tooLarge('more than 150 MB once unpacked')
    if (isPage && (text += entry.size) > importLimits.text) throw tooLarge('the texts are longer than 8 MB together')
    const content = inflate(bytes, entry)
    if (isPage) archive.texts.push({ path, bytes: content })
    else archive.pictures.set(path, content)
  }
  return archive
}
