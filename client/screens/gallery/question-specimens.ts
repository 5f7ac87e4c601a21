import type { Answer } from '../../../shared/assessment.ts'
import { nodesIn, type Prose, textOfBlock } from '../../../shared/document/prose.ts'
import type { BlockId } from '../../../shared/id.ts'
import { node, p } from './prose.ts'
import { harbour } from './samples.ts'

// Questions of every kind: as they are written, where something is missing, and after every sort of answer.

const asked = (kind: string, attrs: Record<string, unknown>, stem: string, ...parts: Prose[]) =>
  node('question', { kind, points: 2, shuffle: false, ...attrs }, ...(stem ? [node('stem', {}, stem)] : []), ...parts)
const choice = (words: string, correct = false) => node('choice', { correct }, ...(words ? [words] : []))
const pair = (prompt: string, match: string) => node('pair', {}, node('prompt', {}, ...(prompt ? [prompt] : [])), node('match', {}, match))
const why = node('explanation', {}, p('Because it keeps the boat in place while everything else is still in the hands.'))
const rubric = node('rubric', {}, p('Names the line and says what for.'))

export const questions = {
  single: asked(
    'single',
    {},
    'Which line comes first?',
    choice('The spring line', true),
    node('feedback', {}, 'Yes: it holds her.'),
    choice('The stern line, because it is at hand and everybody reaches for it'),
    node('feedback', {}, 'She will turn around it.'),
    choice('None'),
    node('hint', {}, 'Think of what holds the middle.'),
    node('hint', {}, 'It begins with an s.'),
    why,
  ),
  multiple: asked(
    'multiple',
    { points: 4, shuffle: true },
    'What do you prepare?',
    choice('Fenders', true),
    choice('Lines', true),
    choice('Coffee'),
    choice('The anchor'),
    why,
  ),
  trueFalse: asked('trueFalse', {}, 'A boat stops at once.', choice('True'), choice('False', true), why),
  ordering: asked(
    'ordering',
    {},
    'What comes after what?',
    ...['Fenders out', 'Spring line', 'Bow line', 'Stern line'].map((words) => node('sortItem', {}, words)),
    why,
  ),
  matching: asked(
    'matching',
    {},
    'What is what for?',
    pair('Spring line', 'Against going forward'),
    pair('Bow line', 'Against turning off'),
    pair('', 'Against rain'),
    why,
  ),
  fill: {
    ...asked('fill', {}, ''),
    content: [
      node(
        'stem',
        {},
        'The ',
        node('blank', { accept: 'spring | spring line' }),
        ' line first, then the ',
        node('blank', { accept: 'bow' }),
        ' line.',
      ),
      why,
    ],
  },
  number: asked('number', { answer: 12.5, tolerance: 0.5, unit: 'm' }, 'How long is the boat?', why),
  hotspot: asked(
    'hotspot',
    {},
    'Where is the pier?',
    node('spotImage', { ...harbour, alt: 'A boat behind a pier' }),
    node('area', { x: 0, y: 55, w: 38, h: 14 }),
    why,
  ),
  poll: asked(
    'poll',
    {},
    'Do you moor alone?',
    choice('Often'),
    choice('Now and then, when there is no wind to speak of'),
    choice('Never'),
  ),
  open: asked('open', {}, 'How would you moor here in a westerly wind?', rubric),
  file: asked('file', {}, 'Draw your plan.', rubric),
  video: asked('video', {}, 'Show how you throw a line.', rubric),
  wall: asked('wall', {}, 'Your best harbour?'),
} satisfies Record<string, Prose>
export type Kind = keyof typeof questions

export const faulty: Record<string, Prose> = {
  'without a question': asked('single', {}, ''),
  'without a right answer': asked('single', {}, 'Which?', choice('This'), choice('That')),
  'with an empty choice': asked('multiple', {}, 'Which?', choice('This', true), choice('')),
  'with one thing to sort': asked('ordering', {}, 'In which order?', node('sortItem', {}, 'This')),
  'without pairs': asked('matching', {}, 'What belongs together?'),
  'without gaps': asked('fill', {}, 'Nothing is left out here.'),
  'without a number': asked('number', {}, 'How many?'),
  'without a picture': asked('hotspot', {}, 'Where?', node('spotImage', {})),
  'without a place': asked('hotspot', {}, 'Where?', node('spotImage', { ...harbour, alt: '' })),
  'a pool that is too small': node('pool', { draw: 3 }, asked('trueFalse', {}, 'Is it?', choice('True', true), choice('False'))),
}
export const pool = node('pool', { draw: 1 }, questions.trueFalse, asked('open', {}, 'Why?', rubric))

/** The id of the part of a published question that says this. */
const saying = (question: Prose, words: string) =>
  String([...nodesIn(question)].find((part) => part !== question && textOfBlock(part).startsWith(words))?.attrs?.['id'] ?? '') as BlockId
const ids = (question: Prose, type: string) =>
  [...nodesIn(question)].filter((part) => part.type === type).map((part) => part.attrs?.['id'] as BlockId)
const choices =
  (...words: string[]) =>
  (question: Prose): Answer => ({ by: 'choices', choices: words.map((each) => saying(question, each)) })
const order =
  (...words: string[]) =>
  (question: Prose): Answer => ({ by: 'order', order: words.map((each) => saying(question, each)) })
const pairs =
  (...made: [string, string][]) =>
  (question: Prose): Answer => ({
    by: 'pairs',
    pairs: made.map(([prompt, match]) => ({ prompt: saying(question, prompt), match: saying(question, match) })),
  })
const blanks =
  (...typed: string[]) =>
  (question: Prose): Answer => ({
    by: 'blanks',
    blanks: ids(question, 'blank').map((blank, place) => ({ blank, text: typed[place] ?? '' })),
  })

/** An answer of each sort, by what it was judged to be. */
export const answers: Record<Kind, Record<string, (question: Prose) => Answer>> = {
  single: { right: choices('The spring'), wrong: choices('The stern') },
  multiple: { right: choices('Fenders', 'Lines'), partly: choices('Fenders'), wrong: choices('Coffee') },
  trueFalse: { right: choices('False'), wrong: choices('True') },
  ordering: {
    right: order('Fenders', 'Spring', 'Bow', 'Stern'),
    partly: order('Fenders', 'Spring', 'Stern', 'Bow'),
    wrong: order('Spring', 'Fenders', 'Stern', 'Bow'),
  },
  matching: {
    right: pairs(['Spring', 'Against going'], ['Bow', 'Against turning']),
    partly: pairs(['Spring', 'Against going'], ['Bow', 'Against rain']),
    wrong: pairs(['Spring', 'Against rain'], ['Bow', 'Against rain']),
  },
  fill: { right: blanks('spring', 'bow'), partly: blanks('Spring line', 'stern'), wrong: blanks('a', 'b') },
  number: { right: () => ({ by: 'number', number: '12.4' }), wrong: () => ({ by: 'number', number: '9' }) },
  hotspot: { right: () => ({ by: 'spot', x: 20, y: 62 }), wrong: () => ({ by: 'spot', x: 85, y: 20 }) },
  poll: { answered: choices('Often') },
  open: { answered: () => ({ by: 'text', text: 'I would lie to windward and let her drift in.\n\nThen the spring line.' }) },
  file: { answered: () => ({ by: 'file', file: '00000000-0000-4000-8000-000000000000', name: 'my-plan-of-the-harbour.pdf' }) },
  video: { answered: () => ({ by: 'file', file: '00000000-0000-4000-8000-000000000000', name: 'throwing-a-line.webm' }) },
  wall: { answered: () => ({ by: 'text', text: 'Marstal' }) },
}

/** The same from right to left. */
export const arabic = {
  single: asked(
    'single',
    {},
    'أيّ حبل يأتي أولاً؟',
    choice('الحبل النابض', true),
    node('feedback', {}, 'نعم، فهو يثبّتها.'),
    choice('حبل المؤخرة'),
    node('hint', {}, 'فكّر في الوسط.'),
    node('explanation', {}, p('لأنه يثبّت القارب.')),
  ),
  matching: asked('matching', {}, 'ما فائدة كلّ منها؟', pair('الحبل النابض', 'ضدّ التقدّم'), pair('حبل المقدمة', 'ضدّ الانحراف')),
  ordering: asked(
    'ordering',
    {},
    'ما الترتيب الصحيح؟',
    ...['الدفاعات', 'الحبل النابض', 'حبل المقدمة'].map((words) => node('sortItem', {}, words)),
  ),
  fill: {
    ...asked('fill', {}, ''),
    content: [node('stem', {}, 'نربط ', node('blank', { accept: 'الحبل النابض' }), ' أولاً ثم حبل المقدمة.')],
  },
  hotspot: asked(
    'hotspot',
    {},
    'أين الرصيف؟',
    node('spotImage', { ...harbour, alt: 'قارب خلف الرصيف' }),
    node('area', { x: 0, y: 55, w: 38, h: 14 }),
  ),
  poll: asked('poll', {}, 'هل ترسو وحدك؟', choice('كثيراً'), choice('أبداً')),
} satisfies Record<string, Prose>
export const arabicAnswers: Record<keyof typeof arabic, (question: Prose) => Answer> = {
  single: choices('حبل المؤخرة'),
  matching: pairs(['الحبل النابض', 'ضدّ التقدّم'], ['حبل المقدمة', 'ضدّ التقدّم']),
  ordering: order('الحبل النابض', 'الدفاعات', 'حبل المقدمة'),
  fill: blanks('حبل المؤخرة'),
  hotspot: () => ({ by: 'spot', x: 20, y: 62 }),
  poll: choices('كثيراً'),
}
