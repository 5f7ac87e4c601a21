import type { NodeSpec } from 'prosemirror-model'
import { allowedImage } from '../addresses.ts'
import { questionKinds } from '../question.ts'
import { id, idAttr, idOf } from './attrs.ts'

// How a question lies in a lesson: the question holds parts, in any order and any number. Which parts count depends on
// its kind; the others stay, so that a question that is turned into another kind and back has lost nothing.

const numberIn = (dom: HTMLElement, name: string): number | null => {
  const text = dom.getAttribute(name)
  return text !== null && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : null
}

/** A part that holds words. */
const words = (name: string): NodeSpec => ({
  content: 'inline*',
  group: 'part',
  defining: true,
  attrs: id,
  parseDOM: [{ tag: `div[data-${name}]`, getAttrs: idOf }],
  toDOM: (node) => ['div', { ...idAttr(node), [`data-${name}`]: '' }, 0],
})

/** A part that holds blocks. */
const blocks = (name: string): NodeSpec => ({ ...words(name), content: 'block*' })

const side = { min: 0, max: 100 }
const within = (value: number | null, fallback: number) => (value === null ? fallback : Math.min(side.max, Math.max(side.min, value)))

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
      /** Of a number: what is right, how far off is still right, and what it is counted in. The first two are the key. */
      answer: { default: null, validate: 'number|null' },
      tolerance: { default: 0, validate: 'number' },
      unit: { default: '', validate: 'string' },
      /** Where it was copied from: a question of a bank, and which version of it. */
      bank: { default: null, validate: 'string|null' },
      bankVersion: { default: null, validate: 'number|null' },
    },
    parseDOM: [
      {
        tag: 'section[data-question]',
        getAttrs: (dom) => {
          const kind = dom.getAttribute('data-question') ?? ''
          const points = numberIn(dom, 'data-points')
          return {
            ...idOf(dom),
            kind: questionKinds.find((one) => one === kind) ?? 'single',
            points: points !== null && Number.isInteger(points) && points >= 0 && points <= 1000 ? points : 1,
            shuffle: dom.hasAttribute('data-shuffle'),
            answer: numberIn(dom, 'data-answer'),
            tolerance: Math.max(0, numberIn(dom, 'data-tolerance') ?? 0),
            unit: (dom.getAttribute('data-unit') ?? '').slice(0, 40),
            bank: dom.getAttribute('data-bank'),
            bankVersion: numberIn(dom, 'data-bank-version'),
          }
        },
      },
    ],
    toDOM: ({ attrs }) => [
      'section',
      {
        ...(attrs['id'] && { 'data-id': attrs['id'] }),
        'data-question': attrs['kind'],
        'data-points': attrs['points'],
        ...(attrs['shuffle'] && { 'data-shuffle': '' }),
        ...(attrs['answer'] !== null && { 'data-answer': attrs['answer'] }),
        ...(attrs['tolerance'] && { 'data-tolerance': attrs['tolerance'] }),
        ...(attrs['unit'] && { 'data-unit': attrs['unit'] }),
        ...(attrs['bank'] && { 'data-bank': attrs['bank'], 'data-bank-version': attrs['bankVersion'] }),
      },
      0,
    ],
  },
  stem: words('stem'),
  choice: {
    ...words('choice'),
    attrs: { ...id, correct: { default: false, validate: 'boolean' } },
    parseDOM: [{ tag: 'div[data-choice]', getAttrs: (dom) => ({ ...idOf(dom), correct: dom.getAttribute('data-choice') === 'correct' }) }],
    toDOM: (node) => ['div', { ...idAttr(node), 'data-choice': node.attrs['correct'] ? 'correct' : '' }, 0],
  },
  /** What is said to somebody who chose the choice before it. */
  feedback: words('feedback'),
  /** One thing to put in order; they stand in the right one. */
  sortItem: words('sort-item'),
  /** A prompt and what belongs to it. Without a prompt, something that belongs nowhere. */
  pair: { ...words('pair'), content: 'part*' },
  prompt: words('prompt'),
  match: words('match'),
  /** A gap in the words of a stem; `accept` holds what may stand there, divided by bars. */
  blank: {
    inline: true,
    group: 'inline',
    atom: true,
    attrs: { ...id, accept: { default: '', validate: 'string' } },
    leafText: () => '\n',
    parseDOM: [
      { tag: 'span[data-blank]', getAttrs: (dom) => ({ ...idOf(dom), accept: (dom.getAttribute('data-blank') ?? '').slice(0, 1000) }) },
    ],
    toDOM: (node) => ['span', { ...idAttr(node), 'data-blank': node.attrs['accept'] as string }],
  },
  /** The picture on which one is to find something. */
  spotImage: {
    group: 'part',
    atom: true,
    selectable: true,
    attrs: {
      ...id,
      file: { default: null, validate: 'string|null' },
      src: { default: null, validate: 'string|null' },
      alt: { default: '', validate: 'string' },
      width: { default: null, validate: 'number|null' },
      height: { default: null, validate: 'number|null' },
    },
    parseDOM: [
      {
        tag: 'img[data-spot-image]',
        priority: 60,
        getAttrs: (dom) => {
          const src = dom.getAttribute('src')
          return {
            ...idOf(dom),
            file: dom.getAttribute('data-file'),
            src: allowedImage(src) ? src : null,
            alt: dom.getAttribute('alt') ?? '',
            width: numberIn(dom, 'width'),
            height: numberIn(dom, 'height'),
          }
        },
      },
    ],
    toDOM: ({ attrs }) => [
      'img',
      {
        'data-spot-image': '',
        ...(attrs['id'] && { 'data-id': attrs['id'] }),
        ...(attrs['file'] && { 'data-file': attrs['file'] }),
        src: allowedImage(attrs['src']) ? attrs['src'] : '',
        alt: attrs['alt'],
        width: attrs['width'],
        height: attrs['height'],
      },
    ],
  },
  /** Where on the picture is right: a rectangle in hundredths of its width and height. */
  area: {
    group: 'part',
    atom: true,
    selectable: true,
    attrs: {
      ...id,
      x: { default: 40, validate: 'number' },
      y: { default: 40, validate: 'number' },
      w: { default: 20, validate: 'number' },
      h: { default: 20, validate: 'number' },
    },
    parseDOM: [
      {
        tag: 'div[data-area]',
        getAttrs: (dom) => ({
          ...idOf(dom),
          x: within(numberIn(dom, 'data-x'), 40),
          y: within(numberIn(dom, 'data-y'), 40),
          w: within(numberIn(dom, 'data-w'), 20),
          h: within(numberIn(dom, 'data-h'), 20),
        }),
      },
    ],
    toDOM: ({ attrs }) => [
      'div',
      {
        ...(attrs['id'] && { 'data-id': attrs['id'] }),
        'data-area': '',
        'data-x': attrs['x'],
        'data-y': attrs['y'],
        'data-w': attrs['w'],
        'data-h': attrs['h'],
      },
    ],
  },
  /** Told on demand, one after another. */
  hint: words('hint'),
  /** Told after the answer. */
  explanation: blocks('explanation'),
  /** What a coach looks for; never told to learners. */
  rubric: blocks('rubric'),
  /** Some of its questions are asked: `draw` of them, others at the next try. */
  pool: {
    content: 'block*',
    group: 'block',
    defining: true,
    isolating: true,
    attrs: { ...id, draw: { default: 1, validate: 'number' } },
    parseDOM: [{ tag: 'section[data-pool]', getAttrs: (dom) => ({ ...idOf(dom), draw: Math.max(1, numberIn(dom, 'data-pool') ?? 1) }) }],
    toDOM: (node) => ['section', { ...idAttr(node), 'data-pool': node.attrs['draw'] as number }, 0],
  },
}
