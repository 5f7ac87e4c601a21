import { setImmediate as nextTurn } from 'node:timers/promises'
import { unzipSync } from 'fflate'
import { importLimits, isMarkdown, isPicture } from '../../shared/interop.ts'
import { Problem } from '../../shared/problem.ts'

/** The files of an upload by their paths, which are relative, use `/` and hold no `..`. */
export type Archive = {
  texts: { path: string; bytes: Uint8Array }[]
  pictures: Map<string, Uint8Array>
  /** Paths of what is neither. */
  others: string[]
}

export const broken = () =>
  new Problem('invalid', 'import.broken', 'This file is damaged and cannot be read. Save or pack it again and try once more.')
export const tooLarge = (what: string) =>
  new Problem('tooLarge', 'import.tooLarge', `There is too much in this: ${what}. Import it in smaller parts.`, { ...importLimits })

export const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)

/** Reads an upload: a ZIP, or else the one Markdown file called `name`. Throws a Problem for what cannot be read. */
export async function readUpload(name: string, bytes: Uint8Array): Promise<Archive> {
  if (bytes.length === 0) throw new Problem('invalid', 'import.empty', 'This file is empty.')
  if (isZip(bytes)) return unpack(bytes)
  if (/\.zip$/i.test(name)) throw broken()
  if (!isMarkdown(name) || looksBinary(bytes)) throw noMarkdown()
  if (bytes.length > importLimits.text) throw tooLarge('the text is longer than 8 MB')
  return { texts: [{ path: name.split(/[\\/]/).at(-1)!, bytes }], pictures: new Map(), others: [] } // split gives at least one part
}

export const noMarkdown = () =>
  new Problem(
    'invalid',
    'import.noMarkdown',
    'There is nothing to import in this. Choose a Word or PowerPoint file, a web page, Markdown, or a ZIP of pages.',
  )

/** Text has no zero bytes, but for UTF-16, which says so at its beginning. */
const looksBinary = (bytes: Uint8Array) => !hasUtf16Mark(bytes) && bytes.subarray(0, 8000).includes(0)
export const hasUtf16Mark = (bytes: Uint8Array) => (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)

export type Entry = { name: string; size: number }

async function unpack(bytes: Uint8Array): Promise<Archive> {
  const archive: Archive = { texts: [], pictures: new Map(), others: [] }
  const wanted = choose(listOf(bytes), archive)
  for (const [path, entry] of wanted) {
    // Other people's requests go on between two files.
    await nextTurn()
    const content = inflate(bytes, entry)
    if (isMarkdown(path)) archive.texts.push({ path, bytes: content })
    else archive.pictures.set(path, content)
  }
  return archive
}

/** What to unpack, by its tidy path, after looking at the sizes that the ZIP itself tells. */
function choose(entries: Entry[], archive: Archive): Map<string, Entry> {
  if (entries.length > importLimits.files) throw tooLarge(`more than ${importLimits.files} files`)
  const wanted = new Map<string, Entry>()
  for (const entry of entries) {
    const path = tidyPath(entry.name)
    if (!path || entry.name.endsWith('/')) continue
    if (isMarkdown(path) || isPicture(path)) wanted.set(path, entry)
    else archive.others.push(path)
  }
  const sum = (test: (path: string) => boolean) => [...wanted].reduce((total, [path, entry]) => total + (test(path) ? entry.size : 0), 0)
  if (sum(isMarkdown) > importLimits.text) throw tooLarge('the texts are longer than 8 MB together')
  if (sum(() => true) > importLimits.unpacked) throw tooLarge('more than 150 MB once unpacked')
  return wanted
}

/** The table of contents, without unpacking anything. */
export function listOf(bytes: Uint8Array): Entry[] {
  const entries: Entry[] = []
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries.push({ name, size: originalSize })
        return false
      },
    })
  } catch {
    throw broken()
  }
  return entries
}

/** One file. fflate writes into a buffer of the size that the ZIP tells, so a false size cannot make it larger. */
export function inflate(bytes: Uint8Array, entry: Entry): Uint8Array {
  try {
    const content = unzipSync(bytes, { filter: ({ name }) => name === entry.name })[entry.name]
    if (!content || content.length !== entry.size) throw broken()
    return content
  } catch {
    throw broken()
  }
}

/** A relative path without `.`, `..` and drive letters; nothing for what systems add by themselves. */
export function tidyPath(name: string): string {
  const parts = name
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[a-z]:$/i.test(part))
  if (parts.some((part) => part.startsWith('.') || part === '__MACOSX' || part === 'node_modules')) return ''
  return parts.join('/')
}
