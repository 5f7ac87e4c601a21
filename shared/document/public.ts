import { allowedHref, allowedImage } from './addresses.ts'
import { anyPersonHref, isPersonHref } from './names.ts'
import { panelLooks } from './schema/boxes.ts'
import { publicMedia, publicPicture } from './public-media.ts'
import { questionKinds } from './question.ts'
import { tones } from './schema/text.ts'

// What learners may see: the one declared list. A node, attribute or mark that does not stand here never leaves the
// server, so that what is invented tomorrow stays secret until somebody decides otherwise.

type Reader = (value: unknown) => unknown
const text =
  (most: number): Reader =>
  (value) =>
    typeof value === 'string' && value !== '' ? value.slice(0, most) : undefined
const whole =
  (least: number, most: number): Reader =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : undefined
const oneOf =
  (...words: readonly string[]): Reader =>
  (value) =>
    typeof value === 'string' && words.includes(value) ? value : words[0]
const isTrue: Reader = (value) => value === true

const spans = { colspan: whole(2, 50), rowspan: whole(2, 500), width: whole(48, 2000) }
const picture = {
  file: text(64),
  src: (value: unknown) => (allowedImage(value) ? value : undefined),
  alt: text(1000),
  width: whole(1, 100_000),
  height: whole(1, 100_000),
}

/** Public nodes with their public attributes, each with what makes a stored value fit. Ids are public everywhere. */
export const publicNodes: Record<string, Record<string, Reader>> = {
  paragraph: {},
  heading: { level: (value) => whole(1, 3)(value) ?? 2 },
  checkList: {},
  bulletList: {},
  orderedList: { start: whole(0, 1_000_000) },
  listItem: {},
  quote: {},
  codeBlock: { language: text(40) },
  mathsBlock: {},
  button: { href: (value) => (allowedHref(value) ? value.trim() : undefined) },
  divider: {},
  image: { ...picture, caption: text(1000), ...publicPicture },
  ...publicMedia,
  table: {},
  tableRow: {},
  tableCell: spans,
  tableHeader: spans,
  callout: { tone: oneOf(...tones) },
  columns: {},
  column: {},
  panels: { look: oneOf(...panelLooks) },
  panel: {},
  panelTitle: {},
  cards: {},
  card: {},
  side: {},
  // `answer` and `tolerance` of a question, `correct` of a choice and `accept` of a blank are the key.
  question: { kind: oneOf(...questionKinds), points: (value) => whole(0, 1000)(value) ?? 1, shuffle: isTrue, unit: text(40) },
  stem: {},
  choice: {},
  // In an order that says nothing about the right one: freeze-question.ts.
  sortItem: {},
  prompt: {},
  match: {},
  blank: {},
  spotImage: picture,
  pool: { draw: (value) => whole(1, 100)(value) ?? 1 },
  hardBreak: {},
}

/** Nodes that belong to the key: shown only after an answer, on demand, or never. */
export const keyNodes: ReadonlySet<string> = new Set(['explanation', 'rubric', 'feedback', 'hint', 'area', 'pair'])

/** Public marks; a link whose address is not allowed is shown as plain text. */
export const publicMarks: Record<string, (attrs: Record<string, unknown>) => Record<string, unknown> | null> = {
  link: ({ href }) => (isPersonHref(href) ? { href: anyPersonHref } : allowedHref(href) ? { href: href.trim() } : null),
  em: () => ({}),
  strong: () => ({}),
  underline: () => ({}),
  strike: () => ({}),
  maths: () => ({}),
  code: () => ({}),
}
