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
  image: picture('a harbour', { caption: 'The harbour' }),
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

/** A stored file, as text names it. */
const stored = (name: string) => {
  const file = Array.from(name, (letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .padEnd(64, '0')
  return { file, src: `/api/courses/course-1/files/${file}` }
}
const picture = (alt: string, attrs = {}) => node('image', { ...stored(alt), alt, caption: '', width: 40, height: 30, ...attrs })
const question = (kind: string, attrs: Record<string, unknown>, ...parts: Prose[]) =>
  node('question', { kind, points: 2, shuffle: false, ...attrs }, node('stem', {}, `Which ${kind}?`), ...parts)
const choice = (words: string, correct = false) => node('choice', { correct }, words)

/** What is beside text and boxes: media, questions of every kind, and notes to authors. With `everyBlock`, every node there is. */
export const everyOther = (): Record<string, Prose> => ({
  imageElsewhere: node('image', { src: 'https://example.org/a.png', alt: 'a harbour', caption: 'The harbour' }),
  guide: node('guide', {}, line('say why first')),
  picture: picture('a quay', { caption: 'It "stands"' }),
  croppedPicture: picture('a mast', { crop: '0.1 0.1 0.5 0.5', decorative: true }),
  gallery: node('gallery', { caption: 'Two ports' }, picture('Kiel'), picture('Ystad')),
  video: node(
    'video',
    { ...stored('film'), name: 'film.mp4', title: 'Mooring', seconds: 20, start: 2 },
    node('captions', { language: 'en' }, node('cue', { start: 0, end: 4 }, 'First the spring line.')),
    node('chapter', { at: 4 }, 'The bow'),
  ),
  audio: node('audio', { ...stored('sound'), name: 'sound.mp3', title: 'A horn', seconds: 3 }),
  attachment: node('attachment', { ...stored('paper'), name: 'paper.pdf', bytes: 1200, type: 'application/pdf' }),
  embed: node('embed', { url: 'https://video.example.org/watch?v=1&t=2', title: 'A "film" of it', caption: 'By the port' }),
  links: line(
    { ...text('@Ana Berg'), marks: [{ type: 'link', attrs: { href: '#person=person-1' } }] },
    ' wrote ',
    { ...text('this course'), marks: [{ type: 'link', attrs: { href: '/play/0199aaaa-1111-7222-8333-444455556666' } }] },
    text(' under', 'underline'),
    text(' gone', 'strike'),
    text(' soft', 'em'),
    text(' code', 'code'),
    node('hardBreak', {}),
    'and left.',
  ),
  tableOfBlocks: node(
    'table',
    {},
    node(
      'tableRow',
      {},
      node('tableCell', { rowspan: 2 }, line('Kiel'), line('and more')),
      node('tableCell', { width: 120 }, line('11 m')),
    ),
    node('tableRow', {}, node('tableCell', {}, node('bulletList', {}, node('listItem', {}, line('9 m'))))),
  ),
  boxesInBoxes: node(
    'columns',
    {},
    node(
      'column',
      {},
      node('panels', { look: 'tabs' }, node('panel', {}, node('panelTitle', {}, 'A ', text('tab', 'strong')), line('deep'))),
    ),
    node('column', {}, node('mathsBlock', {}, 'a^2'), node('codeBlock', { language: '' }, ':::\n::: column')),
  ),
  pool: node('pool', { draw: 1 }, question('single', {}, choice('this', true), choice('that')), question('open', {})),
  single: question(
    'single',
    { shuffle: true },
    choice('A', true),
    node('feedback', {}, 'Yes, A.'),
    choice('B'),
    node('hint', {}, 'Not B.'),
    node('explanation', {}, line('A is it.'), node('bulletList', {}, node('listItem', {}, line('for one')))),
  ),
  multiple: question('multiple', {}, choice('A', true), choice('B', true), choice('C')),
  trueFalse: question('trueFalse', {}, choice('True', true), choice('False')),
  ordering: question('ordering', {}, node('sortItem', {}, 'first'), node('sortItem', {}, 'second'), node('sortItem', {}, 'third')),
  matching: question(
    'matching',
    {},
    node('pair', {}, node('prompt', {}, 'Germany => now'), node('match', {}, 'Berlin')),
    node('pair', {}, node('prompt', {}, 'France'), node('match', {}, 'Paris')),
    node('pair', {}, node('match', {}, 'London')),
  ),
  fill: {
    ...question('fill', {}),
    content: [
      node(
        'stem',
        {},
        'It takes ',
        node('blank', { accept: '14 days | a fortnight' }),
        ' and then ',
        node('blank', { accept: 'ends' }),
        '.',
      ),
    ],
  },
  number: question('number', { answer: -12.5, tolerance: 0.5, unit: 'kg m' }, node('explanation', {}, line('Weigh it.'))),
  hotspot: question(
    'hotspot',
    {},
    node('spotImage', { ...stored('map'), alt: 'A map', width: 40, height: 30 }),
    node('area', { x: 10, y: 20, w: 30, h: 10.5 }),
  ),
  poll: question('poll', { shuffle: true }, choice('Tea'), choice('Coffee')),
  open: question('open', {}, node('rubric', {}, line('Names the law.'))),
  file: question('file', {}),
  videoAnswer: question('video', {}),
  wall: question('wall', {}),
})
