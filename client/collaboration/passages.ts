import * as Y from 'yjs'
import { lessonOf, outlineOf } from '../../shared/document/layout.ts'
import { blockIdOf, isTextBlock, textOfBlock } from '../../shared/document/prose.ts'
import { readElement } from '../../shared/document/walker.ts'

/**
 * A piece of text that the server did not take, as its writer left it. `lesson` is null for a title in the outline,
 * which is of no block. `isSaid`: it was said about the draft, of the words in `title`.
 */
export type Passage = { lesson: string | null; title: string; text: string; block?: string; isSaid?: true }

/** The passages as text, each under the title of its lesson. */
export const plainText = (passages: readonly Passage[]): string =>
  passages.map(({ title, text }) => (title ? `${title}\n\n${text}` : text)).join('\n\n\n')

/**
 * What `mine` holds and a state vector does not know: the whole text of every block that was written in, in the order
 * of writing.
 */
export function passagesOnlyIn(mine: Y.Doc, known: ReadonlyMap<number, number>): Passage[] {
  const places = new Set<Y.XmlElement | Y.Map<unknown>>()
  for (const [client, structs] of mine.store.clients) {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || struct.deleted || struct.id.clock + struct.length <= (known.get(client) ?? 0)) continue
      const place = placeOf(struct)
      if (place) places.add(place)
    }
  }
  return [...places].map((place) => passageAt(mine, place)).filter(({ text }) => text.trim() !== '')
}

/** The text block, or the entry of the outline, that an item stands in. */
function placeOf(item: Y.Item): Y.XmlElement | Y.Map<unknown> | undefined {
  for (
    let type = item.parent as Y.AbstractType<unknown> | null;
    type;
    type = (type._item?.parent as Y.AbstractType<unknown> | undefined) ?? null
  ) {
    if (type instanceof Y.XmlElement && isTextBlock(type.nodeName)) return type
    if (type instanceof Y.Map && type._item && item.parentSub === 'title') return type
  }
  return undefined
}

function passageAt(doc: Y.Doc, place: Y.XmlElement | Y.Map<unknown>): Passage {
  if (place instanceof Y.Map) return { lesson: null, title: '', text: String(place.get('title') ?? '') }
  const lesson = lessonOf(rootNameOf(place)) ?? null
  const node = readElement(place)
  const block = blockIdOf(node)
  const title = String((lesson && outlineOf(doc).get(lesson)?.get('title')) ?? '')
  return { lesson, title, text: textOfBlock(node), ...(block && { block }) }
}

function rootNameOf(place: Y.AbstractType<unknown> | Y.XmlElement): string {
  let type = place as Y.AbstractType<unknown>
  while (type._item) type = type._item.parent as Y.AbstractType<unknown> // the parent of an integrated item is a type
  return Y.findRootTypeKey(type)
}
