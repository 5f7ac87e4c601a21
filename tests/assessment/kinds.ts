import * as Y from 'yjs'
import { freezeCourse } from '../../shared/document/freeze.ts'
import type { Prose } from '../../shared/document/prose.ts'
import { addLesson } from '../../shared/document/write.ts'
import type { NodeId } from '../../shared/id.ts'

// A question of every kind, whole and valid, with a canary in each place that is the key's.

export const canary = 'CANARY-KEY'
const text = (words: string): Prose[] => (words ? [{ type: 'text', text: words }] : [])
let made = 0
const part = (type: string, words: string, attrs: Record<string, unknown> = {}): Prose => ({
  type,
  attrs: { id: `${type}-${++made}-id`, ...attrs },
  content: text(words),
})
const notes = (name: string): Prose => ({
  type: name,
  attrs: { id: `${name}-${++made}-id` },
  content: [part('paragraph', `${canary} ${name}`)],
})
const question = (id: string, kind: string, content: Prose[], attrs: Record<string, unknown> = {}): Prose => ({
  type: 'question',
  attrs: { id, kind, points: 2, shuffle: false, ...attrs },
  content: [part('stem', `What about ${kind}?`), ...content, part('hint', `${canary} hint`), notes('explanation'), notes('rubric')],
})
const choice = (id: string, words: string, correct = false) => part('choice', words, { id, correct })
const pair = (id: string, prompt: string, match: string): Prose => ({
  type: 'pair',
  attrs: { id: `${id}-pair` },
  content: [part('prompt', prompt, { id: `${id}-p` }), part('match', match, { id: `${id}-m` })],
})

export const questions = {
  single: question('q-single', 'single', [choice('si-a', 'A', true), part('feedback', `${canary} why`), choice('si-b', 'B')]),
  multiple: question('q-multiple', 'multiple', [
    choice('mu-a', 'A', true),
    choice('mu-b', 'B', true),
    choice('mu-c', 'C'),
    choice('mu-d', 'D'),
  ]),
  trueFalse: question('q-true', 'trueFalse', [choice('t-yes', 'True', true), choice('t-no', 'False')]),
  ordering: question(
    'q-order',
    'ordering',
    ['first', 'second', 'third', 'fourth'].map((words) => part('sortItem', words, { id: `o-${words}` })),
  ),
  matching: question('q-match', 'matching', [
    pair('de', 'Germany', 'Berlin'),
    pair('fr', 'France', 'Paris'),
    pair('prussia', 'Prussia', 'Berlin'),
    pair('decoy', '', 'London'),
  ]),
  fill: {
    ...question('q-fill', 'fill', []),
    content: [
      {
        type: 'stem',
        attrs: { id: 'f-stem' },
        content: [
          ...text('Refunds take '),
          { type: 'blank', attrs: { id: 'f-days', accept: `14 days | a fortnight | ${canary}` } },
          ...text(' and go to the '),
          { type: 'blank', attrs: { id: 'f-card', accept: 'card' } },
        ],
      },
      part('hint', `${canary} hint`),
      notes('explanation'),
    ],
  } as Prose,
  number: question('q-number', 'number', [], { answer: 1234.5, tolerance: 0.5, unit: 'kg' }),
  hotspot: question('q-spot', 'hotspot', [
    {
      type: 'spotImage',
      attrs: { id: 'h-image', src: `/api/courses/course-1/files/${'4'.repeat(64)}`, alt: 'A map', width: 400, height: 300 },
    },
    { type: 'area', attrs: { id: 'h-area', x: 10, y: 20, w: 30, h: 10, note: canary } },
  ]),
  poll: question('q-poll', 'poll', [choice('po-a', 'Tea'), choice('po-b', 'Coffee')]),
  open: question('q-open', 'open', []),
  file: question('q-file', 'file', []),
  video: question('q-video', 'video', []),
  wall: question('q-wall', 'wall', []),
} satisfies Record<string, Prose>
export type Kind = keyof typeof questions

/** A lesson that holds these, as it is when the course is published. */
export function frozen(...content: Prose[]) {
  const doc = new Y.Doc()
  doc.clientID = 7
  doc.getMap('meta').set('title', 'Kinds')
  addLesson(doc, { id: 'lesson-kinds' as NodeId, parent: null, title: 'Kinds', content })
  const { lessons, faults } = freezeCourse(doc)
  return { lesson: lessons[0]!, faults } // it has just been added
}
