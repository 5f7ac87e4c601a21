import { strFromU8, strToU8 } from 'fflate'
import { importLimits, isPicture } from '../../shared/interop.ts'
import { Problem } from '../../shared/problem.ts'
import { broken, inflate, listOf, tooLarge } from './archive.ts'

/** The parts of an Office file that its words and pictures are in, by their paths. */
export type OfficeParts = Map<string, Uint8Array>

const unsafe = () =>
  new Problem(
    'invalid',
    'import.unsafe',
    'This file holds instructions (XML entities) that no Office program writes. Open it in Word or PowerPoint, save it again, and import that.',
  )

/** Unpacks what is needed and nothing else, within bounds, and refuses XML that could grow or reach out. */
export function officeParts(bytes: Uint8Array): OfficeParts {
  const entries = listOf(bytes).filter(({ name }) => /\.(xml|rels)$/i.test(name) || isPicture(name))
  if (entries.length > importLimits.files * 5) throw tooLarge('more than 10,000 parts in one file')
  const sum = (test: (name: string) => boolean) => entries.reduce((total, entry) => total + (test(entry.name) ? entry.size : 0), 0)
  if (sum((name) => !isPicture(name)) > importLimits.xml) throw tooLarge('the text of this file is longer than some 3,000 pages')
  if (sum(isPicture) > importLimits.unpacked) throw tooLarge('more than 150 MB of pictures')
  const parts: OfficeParts = new Map()
  for (const entry of entries) {
    const content = inflate(bytes, entry)
    if (!isPicture(entry.name) && /<!(DOCTYPE|ENTITY)/i.test(strFromU8(content))) throw unsafe()
    parts.set(entry.name, content)
  }
  return parts
}

/** A part as text. Throws where it is missing: such a file was damaged. */
export function textOfPart(parts: OfficeParts, name: string): string {
  const bytes = parts.get(name)
  if (!bytes) throw broken()
  return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8').decode(bytes)
}

/**
 * Takes what lies outside of the file out of its relations, so that nothing is ever fetched; tells what it was.
 *
 * What names such a relation names none afterwards: readers take a name that leads nowhere for a damaged file.
 */
export function withoutOutside(parts: OfficeParts, tell: (target: string) => void) {
  for (const [name, bytes] of parts) {
    if (!name.endsWith('.rels')) continue
    const gone = new Set<string>()
    const kept = strFromU8(bytes).replace(/<Relationship\b[^<>]*\/?>/g, (relation) => {
      if (!/TargetMode\s*=\s*["']External["']/i.test(relation) || /Type\s*=\s*["'][^"']*\/hyperlink["']/i.test(relation)) return relation
      gone.add(/\bId\s*=\s*["']([^"']*)["']/.exec(relation)?.[1] ?? '')
      tell(/\bTarget\s*=\s*["']([^"']*)["']/i.exec(relation)?.[1] ?? '')
      return ''
    })
    parts.set(name, strToU8(kept))
    const of = name.replace(/_rels\/([^/]+)\.rels$/, '$1')
    const part = gone.size > 0 && parts.get(of)
    if (part)
      parts.set(
        of,
        strToU8(
          strFromU8(part).replace(/\s\w+:(?:embed|link|id|pict)\s*=\s*["']([^"'<>]*)["']/g, (named, id: string) =>
            gone.has(id) ? '' : named,
          ),
        ),
      )
  }
}
