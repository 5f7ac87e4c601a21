import type { NodeSpec } from 'prosemirror-model'
import { id, idAttr, idOf, numberOf } from './attrs.ts'

export const questionNodes: Record<string, NodeSpec> = {
  question: {
    content: 'part*',
    group: 'block',
    defining: true,
    isolating: true,
    attrs: {
      ...id,
      kind: { default: 'single', validate: 'string' },
      points: { default: 1, validate: 'number' },
      shuffle: { default: false, validate: 'boolean' },
    },
    parseDOM: [
      {
        tag: 'section[data-question]',
        getAttrs: (dom) => ({
          ...idOf(dom),
          kind: dom.getAttribute('data-question') === 'multiple' ? 'multiple' : 'single',
          points: numberOf(dom, 'data-points', 0, 1000) ?? 1,
          shuffle: dom.hasAttribute('data-shuffle'),
        }),
      },
    ],
    toDOM: ({ attrs }) => [
      'section',
      {
        ...(attrs['id'] && { 'data-id': attrs['id'] }),
        'data-question': attrs['kind'],
        'data-points': attrs['points'],
        ...(attrs['shuffle'] && { 'data-shuffle': '' }),
      },
      0,
    ],
  },
  stem: {
    content: 'inline*',
    group: 'part',
    defining: true,
    attrs: id,
    parseDOM: [{ tag: 'div[data-stem]', getAttrs: idOf }],
    toDOM: (node) => ['div', { ...idAttr(node), 'data-stem': '' }, 0],
  },
  choice: {
    content: 'inline*',
    group: 'part',
    defining: true,
    attrs: { ...id, correct: { default: false, validate: 'boolean' } },
    parseDOM: [{ tag: 'div[data-choice]', getAttrs: (dom) => ({ ...idOf(dom), correct: dom.getAttribute('data-choice') === 'correct' }) }],
    toDOM: (node) => ['div', { ...idAttr(node), 'data-choice': node.attrs['correct'] ? 'correct' : '' }, 0],
  },
  explanation: {
    content: 'block*',
    group: 'part',
    defining: true,
    attrs: id,
    parseDOM: [{ tag: 'div[data-explanation]', getAttrs: idOf }],
    toDOM: (node) => ['div', { ...idAttr(node), 'data-explanation': '' }, 0],
  },
}
