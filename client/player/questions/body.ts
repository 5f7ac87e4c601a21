import type { Component } from 'solid-js'
import type { Answer, Feedback } from '../../../shared/assessment.ts'
import { attrsOf, type Prose } from '../../../shared/document/prose.ts'
import type { BlockId } from '../../../shared/id.ts'
import { blockId } from '../Inline.tsx'

/** What the part of a question is given in which one answers; each kind has one. */
export type BodyProps = {
  node: Prose
  /** Ids of what is offered, in the order in which this person sees it. */
  shown: readonly BlockId[]
  /** What was told, once it was answered: nothing can be changed then. */
  feedback: Feedback | undefined
  /** Hears the answer as it is now, or undefined while it is none yet. */
  onAnswer: (answer: Answer | undefined) => void
  /** Draws blocks: what authors say of a choice. */
  blocks: Component<{ of: readonly Prose[] }>
}

export const idOf = (node: Prose) => blockId(node) as BlockId // published questions name their parts so
export const partsOf = (node: Prose, type: string) => (node.content ?? []).filter((part) => part.type === type)
/** Parts of one type in the order in which they are shown. */
export const inOrder = (node: Prose, type: string, shown: readonly BlockId[]) =>
  partsOf(node, type).toSorted((a, b) => shown.indexOf(idOf(a)) - shown.indexOf(idOf(b)))
export const kindAttr = (node: Prose) => attrsOf(node)['kind']
