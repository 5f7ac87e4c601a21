import { Node } from 'prosemirror-model'
import type { Prose, ProseMark } from './prose.ts'
import { allowedHref, allowedImage } from './addresses.ts'
import { schema } from './schema.ts'

/** How deep blocks may lie in one another, as at the gate. */
const deepest = 60

/**
 * A block that came as JSON from elsewhere, with what an honest editor could have written and nothing else: no ids, no
 * attribute that its kind does not have, no address that is not safe. Nothing when it is no block of ours.
 */
export function blockFromJson(value: unknown): Prose | undefined {
  if (depthOf(value) > deepest * 2) return undefined
  try {
    const node = Node.fromJSON(schema, value)
    node.check()
    return node.type.isInGroup('block') ? tidy(node.toJSON() as Prose) : undefined // the form that ProseMirror writes
  } catch {
    return undefined
  }
}

function depthOf(value: unknown): number {
  let depth = 0
  // Level by level: what is nested too deeply for a call is told rather than thrown.
  for (let level = [value]; level.length > 0 && depth <= deepest * 2; depth++)
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  return depth
}

function tidy({ type, attrs, content, text, marks }: Prose): Prose {
  const kept = Object.entries(attrs ?? {}).filter(([name, held]) => name !== 'id' && held !== null && isSafe(name, held))
  return {
    type,
    ...(kept.length > 0 && { attrs: Object.fromEntries(kept) }),
    ...(content && { content: content.map(tidy) }),
    ...(text !== undefined && { text }),
    ...(marks?.length && { marks: marks.filter(isSafeMark) }),
  }
}

const isSafeMark = ({ type, attrs }: ProseMark) => type !== 'link' || allowedHref(attrs?.['href'])

function isSafe(name: string, held: unknown): boolean {
  if (typeof held !== 'string') return typeof held !== 'object'
  if (name === 'src' || name === 'poster') return allowedImage(held)
  if (name === 'href' || name === 'url') return allowedHref(held)
  return held.length <= 20_000
}
