import type { Prose } from '../../shared/document/prose.ts'

// One of every block an author can write, with the words that a reader must meet.

const text = (words: string, mark?: string): Prose => ({ type: 'text', text: words, ...(mark && { marks: [{ type: mark }] }) })
let count = 0
const node = (type: string, attrs: Record<string, unknown>, ...content: (string | Prose)[]): Prose => ({
  type,
  attrs: { id: `every-${type}-${++count}`, ...attrs },
  ...(content.length > 0 && { content: content.map((each) => (typeof each === 'string' ? text(each) : each)) }),
})
const line = (...words: (string | Prose)[]) => node('paragraph', {}, ...words)
const cell = (words: string, attrs = {}) => node('tableCell', attrs, line(words))

/** By the name an author knows a block by. */
export const everyBlock = (): Record<string, Prose> => ({
  paragraph: line('Plain ', text('strong', 'strong'), ' words.'),
  heading: node('heading', { level: 2 }, 'A part'),
  bulletList: node('bulletList', {}, node('listItem', {}, line('a point'))),
  orderedList: node('orderedList', { start: 3 }, node('listItem', {}, line('the third'))),
  checkList: node('checkList', {}, node('listItem', {}, line('pack the bag')), node('listItem', {}, line('lock the door'))),
  quote: node('quote', {}, line('what she said')),
  callout: node('callout', { tone: 'warning' }, line('mind the step')),
  code: node('codeBlock', { language: 'python' }, 'print(1)\nprint(2)'),
  maths: node('mathsBlock', {}, 'e^{i\\pi} = -1'),
  inlineMaths: line('where ', text('x^2', 'maths'), ' grows'),
  divider: node('divider', {}),
  button: node('button', { href: 'https://example.org/form' }, 'Open the form'),
  image: node('image', { src: 'https://example.org/a.png', alt: 'a harbour', caption: 'The harbour' }),
  table: node(
    'table',
    {},
    node('tableRow', {}, node('tableHeader', { width: 120 }, line('Port')), node('tableHeader', { colspan: 2 }, line('Depths'))),
    node('tableRow', {}, cell('Kiel'), cell('11 m'), cell('9 m')),
  ),
  columns: node('columns', {}, node('column', {}, line('to the left')), node('column', {}, line('to the right'))),
  ...Object.fromEntries(
    ['accordion', 'tabs', 'steps', 'timeline'].map((look) => [
      look,
      node(
        'panels',
        { look },
        node('panel', {}, node('panelTitle', {}, `${look} one`), line(`inside ${look} one`)),
        node('panel', {}, node('panelTitle', {}, `${look} two`), line(`inside ${look} two`)),
      ),
    ]),
  ),
  cards: node('cards', {}, node('card', {}, node('side', {}, line('What is this?')), node('side', {}, line('A bollard.')))),
})
