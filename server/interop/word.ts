import { DOMParser } from '@xmldom/xmldom'
import { strToU8, zipSync } from 'fflate'
import mammoth from 'mammoth'
import { type Prose, textBlocksIn, words } from '../../shared/document/prose.ts'
import { broken } from './archive.ts'
import { officeParts, type OfficeParts, textOfPart, withoutOutside } from './office.ts'
import { picturesOf } from './pages.ts'
import { emptyPlan, type Plan, type PlannedLesson, type Remark, sectionsOfOne, titleFrom } from './plan.ts'
import { readWebPage } from './web-page.ts'

// A Word file as lessons. mammoth knows Word's styles, lists and footnotes and makes a web page of them, which is read
// like any other. Where comments begin and end is carried through it by letters that no text has (a private area of
// Unicode), and taken out again.

/** Around a comment's number: where it begins, and where it ends. */
const [begins, begun, ends, ended] = ['\uE000', '\uE001', '\uE002', '\uE003']
const styles = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  'u => u',
  'strike => s',
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
]

export async function planWord(name: string, bytes: Uint8Array): Promise<Plan> {
  const { plan, note } = emptyPlan()
  const parts = officeParts(bytes)
  withoutOutside(parts, (target) => note(name)('image.remote', target))
  const document = textOfPart(parts, 'word/document.xml')
  if (/<c:chart\b|<dgm:relIds\b/.test(document)) note(name)('drawing', 'chart')
  const comments = commentsOf(parts)
  parts.set('word/document.xml', strToU8(withMarks(document)))
  const archive = { texts: [], pictures: new Map<string, Uint8Array>(), others: [] }
  const html = await toHtml(parts, (picture, type) => {
    const key = `picture-${archive.pictures.size + 1}.${type.replace(/^image\//, '').replace(/[^a-z0-9]/g, '')}`
    archive.pictures.set(key, picture)
    return key
  })
  const source = { file: name, note: note(name), picture: picturesOf(name, note(name), archive, plan.pictures) }
  const read = readWebPage(html, source).parts
  // A title stands above all headings, however they are numbered.
  const titled = html.includes('<h1 class="title">') && read.find((part) => part.heading?.level === 1)
  const page = read.map((part) =>
    part !== titled && titled && part.heading ? { ...part, heading: { ...part.heading, level: part.heading.level + 1 } } : part,
  )
  const marked = sectionsOfOne({ path: name, title: undefined, order: undefined, parts: page }, titleFrom(name))
  const open = new Map<string, string>()
  plan.sections = marked.map((section) => ({
    title: unmarked(section.title),
    lessons: section.lessons.map((lesson) => withRemarks(lesson, comments, open)),
  }))
  return plan
}

async function toHtml(parts: OfficeParts, keep: (bytes: Uint8Array, type: string) => string): Promise<string> {
  const packed = zipSync(Object.fromEntries(parts), { level: 0 })
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(packed) },
      {
        styleMap: styles,
        convertImage: mammoth.images.imgElement(async (image) => ({
          src: keep(new Uint8Array(await image.readAsArrayBuffer()), image.contentType),
        })),
      },
    )
    return value
  } catch {
    throw broken()
  }
}

function commentsOf(parts: OfficeParts): Map<string, Omit<Remark, 'quote'>> {
  const found = new Map<string, Omit<Remark, 'quote'>>()
  if (!parts.has('word/comments.xml')) return found
  const xml = new DOMParser({ errorHandler: () => undefined }).parseFromString(textOfPart(parts, 'word/comments.xml'), 'text/xml')
  for (const comment of Array.from(xml.getElementsByTagName('w:comment')).slice(0, 2000)) {
    const lines = Array.from(comment.getElementsByTagName('w:p'), (line) =>
      Array.from(line.getElementsByTagName('w:t'), (piece) => piece.textContent ?? '').join(''),
    )
    const text = lines.join('\n').trim().slice(0, 9000)
    const author = (comment.getAttribute('w:author') ?? '').trim().slice(0, 100)
    if (text) found.set(comment.getAttribute('w:id') ?? '', { author, text })
  }
  return found
}

/** The document with its comments' ends as letters in the text. */
function withMarks(xml: string): string {
  const ranged = new Set(Array.from(xml.matchAll(/<w:commentRangeStart\b[^<>]*w:id="(\d{1,9})"/g), ([, id]) => id))
  const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`
  return xml
    .replace(/[\uE000-\uE003]/g, '')
    .replace(/<w:commentRangeStart\b[^<>]*w:id="(\d{1,9})"[^<>]*\/>/g, (_, id: string) => run(begins + id + begun))
    .replace(/<w:commentRangeEnd\b[^<>]*w:id="(\d{1,9})"[^<>]*\/>/g, (_, id: string) => run(ends + id + ended))
    .replace(/<w:commentReference\b[^<>]*w:id="(\d{1,9})"[^<>]*\/>/g, (whole, id: string) =>
      ranged.has(id) ? whole : `<w:t>${begins}${id}${begun}${ends}${id}${ended}</w:t>`,
    )
}

const anyMark = /([\uE000\uE002])(\d+)[\uE001\uE003]/g
const unmarked = (text: string) => text.replace(anyMark, '').replace(/[\uE000-\uE003]/g, '')

/** A lesson without the letters, and with the comments that begin in it. `open` holds those that go on from one before. */
function withRemarks(
  lesson: PlannedLesson,
  comments: ReadonlyMap<string, Omit<Remark, 'quote'>>,
  open: Map<string, string>,
): PlannedLesson {
  const remarks: Remark[] = []
  const close = (id: string) => {
    const comment = comments.get(id)
    if (comment && open.has(id)) remarks.push({ ...comment, quote: open.get(id)!.slice(0, 2000) })
    open.delete(id)
  }
  const begin = (text: string) => {
    for (const [, sign, id] of text.matchAll(anyMark)) {
      if (sign === begins) open.set(id!, '')
      else close(id!)
    }
  }
  begin(lesson.title)
  const blocks = lesson.blocks.map(clean)
  // A comment's words are looked for in one text block, so one that goes on stands on its beginning.
  for (const id of open.keys()) close(id)
  return {
    title: unmarked(lesson.title) || lesson.title,
    blocks,
    words: words({ type: 'doc', content: blocks }),
    ...(remarks.length > 0 && { remarks }),
  }

  function clean(node: Prose): Prose {
    if (node.content && [...textBlocksIn(node)][0] === node) {
      const content = node.content.flatMap((piece) => {
        if (piece.text === undefined) return [piece]
        let text = ''
        let at = 0
        const say = (piece: string) => {
          text += piece
          for (const [id, said] of open) open.set(id, said + piece)
        }
        for (const found of piece.text.matchAll(anyMark)) {
          say(piece.text.slice(at, found.index))
          if (found[1] === begins) open.set(found[2]!, '')
          else close(found[2]!)
          at = found.index + found[0].length
        }
        say(piece.text.slice(at))
        return text ? [{ ...piece, text }] : []
      })
      for (const [id, said] of open) if (said) close(id)
      return { type: node.type, ...(node.attrs && { attrs: node.attrs }), ...(content.length > 0 && { content }) }
    }
    return node.content ? { ...node, content: node.content.map(clean) } : node
  }
}
