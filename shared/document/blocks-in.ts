import { attrsOf, blockIdOf, nodesIn, type Prose, textOf } from './prose.ts'

/** The block of this id, below a node or itself. */
export function blockIn(node: Prose, id: string): Prose | undefined {
  for (const one of nodesIn(node)) if (blockIdOf(one) === id) return one
  return undefined
}

/** What tells one block from another: its words, else what is said of a picture. */
export const aboutOf = (node: Prose): string => textOf(node) || String(attrsOf(node)['alt'] ?? attrsOf(node)['title'] ?? '')
