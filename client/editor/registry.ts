import type { Block, Entry } from './block.ts'
import { buttonLink } from './blocks/button.ts'
import { callout } from './blocks/callout.ts'
import { cards } from './blocks/cards.ts'
import { checklist } from './blocks/checklist.ts'
import { code } from './blocks/code.ts'
import { columns } from './blocks/columns.ts'
import { divider } from './blocks/divider.ts'
import { guide } from './blocks/guide.ts'
import { image } from './blocks/image.ts'
import { list } from './blocks/list.ts'
import { maths } from './blocks/maths.ts'
import { media } from './blocks/media.ts'
import { panels } from './blocks/panels.ts'
import { question } from './blocks/question.ts'
import { quote } from './blocks/quote.ts'
import { table } from './blocks/table.ts'
import { text } from './blocks/text.ts'

/**
 * Every kind of block the editor knows. The order is that of the menu, and of who answers a key first: what lies
 * inside others (code, a choice, a list item) before what holds it.
 */
export const blocks: readonly Block[] = [
  text,
  code,
  maths,
  list,
  checklist,
  question,
  table,
  quote,
  callout,
  buttonLink,
  guide,
  panels,
  columns,
  cards,
  image,
  media,
  divider,
]

const groups: Entry['group'][] = ['text', 'list', 'media', 'layout', 'question']
/** Every line of the `/` menu, in its order. */
export const entries: readonly Entry[] = blocks
  .flatMap((block) => block.entries ?? [])
  .toSorted((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group))
/** What the block at the caret can be turned into. */
export const turnings: readonly Entry[] = entries.filter((entry) => entry.turns)
