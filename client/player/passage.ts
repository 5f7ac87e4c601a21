import type { Passage } from '../../shared/document/passages.ts'
import type { BlockId, LessonId } from '../../shared/id.ts'

/** Characters kept on either side of a quote, as anchors keep them. */
const contextLength = 32

/**
 * The words that a selection covers in the text block where it begins, or null when it holds none.
 *
 * Offsets count the block's plain text, a line break as one character. A selection over several blocks is cut at the end
 * of the first: what is said about it is said about one sentence.
 */
export function passageOfSelection(
  selection: Selection | null,
  column: HTMLElement,
  at: { version: number; lesson: LessonId },
): Passage | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  for (const block of textBlocks(column)) {
    if (!range.intersectsNode(block)) continue
    const text = textIn(block)
    const from = trimStart(
      text,
      block.contains(range.startContainer) ? offsetIn(block, range.startContainer, range.startOffset, 'start') : 0,
    )
    const to = trimEnd(text, block.contains(range.endContainer) ? offsetIn(block, range.endContainer, range.endOffset, 'end') : text.length)
    const id = block.dataset['block']
    if (from >= to || !id) continue
    const quote = {
      exact: text.slice(from, to),
      prefix: text.slice(Math.max(0, from - contextLength), from),
      suffix: text.slice(to, to + contextLength),
    }
    return { ...at, block: id as BlockId, from, to, quote } // the player wrote the id there itself
  }
  return null
}

const textBlocks = (column: HTMLElement) => Array.from(column.querySelectorAll<HTMLElement>('[data-text]'))

/** Words are meant, not the spaces around them that a double click takes along. */
function trimStart(text: string, from: number): number {
  while (from < text.length && /\s/.test(text[from] ?? '')) from++
  return from
}
function trimEnd(text: string, to: number): number {
  while (to > 0 && /\s/.test(text[to - 1] ?? '')) to--
  return to
}

/** The block's text as passages count it. */
export function textIn(node: Node): string {
  if (node.nodeType === 3) return node.nodeValue ?? ''
  if (node.nodeName === 'BR') return '\n'
  if (node instanceof HTMLElement && node.dataset['source'] !== undefined) return node.dataset['source']
  return Array.from(node.childNodes, textIn).join('')
}

/** How much text of the block stands before a place in the page. */
function offsetIn(block: Node, node: Node, offset: number, side: 'start' | 'end'): number {
  // A formula is taken whole: what is drawn of it is not what it says.
  const formula = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-source]')
  if (formula && block.contains(formula)) return before(block, formula) + (side === 'end' ? textIn(formula).length : 0)
  if (node.nodeType === 3) return before(block, node) + offset
  const child = node.childNodes[offset]
  return child ? before(block, child) : before(block, node) + textIn(node).length
}

function before(block: Node, node: Node): number {
  let count = 0
  for (let at: Node = node; at !== block && at.parentNode; at = at.parentNode)
    for (let sibling = at.previousSibling; sibling; sibling = sibling.previousSibling) count += textIn(sibling).length
  return count
}
