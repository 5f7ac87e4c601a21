import type { Prose } from '../../../shared/document/prose.ts'

// Short words for the prose that the gallery shows.

export const text = (words: string, ...marks: string[]): Prose => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }),
})
export const node = (type: string, attrs: Record<string, unknown>, ...content: (string | Prose)[]): Prose => ({
  type,
  attrs,
  ...(content.length > 0 && { content: content.map((each) => (typeof each === 'string' ? text(each) : each)) }),
})
export const p = (...words: (string | Prose)[]) => node('paragraph', {}, ...words)
export const li = (...content: (string | Prose)[]) =>
  node('listItem', {}, ...content.map((each) => (typeof each === 'string' ? p(each) : each)))
export const panel = (title: string, ...content: Prose[]) =>
  node('panel', {}, node('panelTitle', {}, ...(title ? [title] : [])), ...content)
export const td = (words: string, attrs = {}) => node('tableCell', attrs, p(...(words ? [words] : [])))
export const th = (words: string, attrs = {}) => node('tableHeader', attrs, p(words))
export const row = (...cells: Prose[]) => node('tableRow', {}, ...cells)
