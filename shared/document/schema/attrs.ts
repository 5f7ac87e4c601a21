import type { Node as PMNode } from 'prosemirror-model'

// What the specs of several nodes share.

/** Every block and every part of one has an id that stays. */
export const id = { id: { default: null, validate: 'string|null' } }
export const idOf = (dom: HTMLElement) => ({ id: dom.getAttribute('data-id') })
export const idAttr = (node: PMNode) => (node.attrs['id'] ? { 'data-id': node.attrs['id'] as string } : {})
/** A whole number of a DOM attribute, within bounds; undefined when it is none. */
export const numberOf = (dom: HTMLElement, name: string, least: number, most: number) => {
  // What is not there is no number, and Number(null) would be 0.
  const value = Number(dom.getAttribute(name) ?? NaN)
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined
}
