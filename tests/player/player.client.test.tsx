import { render } from 'solid-js/web'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { Offline } from '../../client/platform/api.ts'
import { startText, wholeText } from '../../client/platform/text.ts'
import { passageOfSelection } from '../../client/player/passage.ts'
import { Player, type PlayerProps } from '../../client/player/Player.tsx'
import type { Transport } from '../../client/player/transport.ts'
import type { Prose } from '../../shared/document/prose.ts'
import type { BlockId, CourseId, LessonId } from '../../shared/id.ts'
import type { LessonState, PlayView } from '../../shared/play.ts'
import { Problem } from '../../shared/problem.ts'
import { paragraph, question } from '../play/classroom.ts'

const lessonIds = ['less1', 'less2'] as LessonId[]
const asked = question('ques1', ['b'])
const contents: Record<string, Prose[]> = {
  a1: [
    { type: 'heading', attrs: { id: 'head1', level: 1 }, content: [{ type: 'text', text: 'Who pays' }] },
    {
      type: 'paragraph',
      attrs: { id: 'para1' },
      content: [
        { type: 'text', text: 'Refund ' },
        { type: 'text', text: 'within 14 days', marks: [{ type: 'strong' }] },
        { type: 'hardBreak' },
        { type: 'text', text: 'and say so.' },
      ],
    },
    {
      type: 'paragraph',
      attrs: { id: 'para2' },
      content: [{ type: 'text', text: 'A trap', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }],
    },
    { type: 'fromTheFuture', attrs: { id: 'futu1' }, content: [paragraph('para3', 'Still readable.')] },
    { type: 'codeBlock', attrs: { id: 'code1', language: '' }, content: [{ type: 'text', text: 'let a = 1\n<script>' }] },
  ],
  a2: [
    {
      ...asked,
      content: asked.content!.filter((part) => part.type !== 'explanation').map((part) => ({ ...part, attrs: { id: part.attrs!['id'] } })),
    },
  ],
}

function aView(states: LessonState[] = ['new', 'new'], more: Partial<PlayView> = {}): PlayView {
  return {
    courseId: 'cour1' as CourseId,
    title: 'Handling refunds',
    version: 1,
    publishedAt: 0,
    outline: [
      { id: 'sect1' as never, kind: 'section', parent: null, title: 'The policy' },
      ...lessonIds.map((id) => ({ id: id as never, kind: 'lesson' as const, parent: 'sect1' as never, title: `Lesson ${id}` })),
    ],
    lessons: lessonIds.map((id, at) => ({
      id,
      title: `Lesson ${id}`,
      address: `a${at + 1}`,
      minutes: 3,
      questions: at === 1 ? (['ques1'] as BlockId[]) : [],
      asks: at,
    })),
    progress: {
      current: 1,
      lessons: lessonIds.map((lesson, at) => ({ lesson, state: states[at]!, viewed: false, answered: 0 })),
      resume: null,
      complete: states.every((state) => state === 'done'),
      completed: null,
    },
    answers: [],
    ...more,
  }
}

let view: PlayView
const transport = {
  open: vi.fn(async () => view),
  content: vi.fn(async (address: string) => contents[address]!),
  save: vi.fn(async () => view.progress),
  answer: vi.fn<Transport['answer']>(),
  hints: vi.fn<Transport['hints']>(),
  draw: vi.fn<Transport['draw']>(),
  votes: vi.fn<Transport['votes']>(),
  wall: vi.fn<Transport['wall']>(),
  hide: vi.fn<Transport['hide']>(),
  files: { send: vi.fn<Transport['files']['send']>(), waiting: async () => undefined, taken: () => {} },
  changes: vi.fn(async () => [] as Awaited<ReturnType<Transport['changes']>>),
}
let root: HTMLElement
let dispose: () => void

beforeAll(async () => {
  await startText()
  await wholeText()
  HTMLElement.prototype.scrollIntoView = () => {}
  window.scrollTo = () => {}
})
beforeEach(() => {
  vi.clearAllMocks()
  view = aView()
  transport.save.mockImplementation(async () => view.progress)
  transport.changes.mockImplementation(async () => [])
  root = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  dispose()
  root.remove()
})

const play = async (props: Partial<PlayerProps> = {}) => {
  dispose = render(() => <Player transport={transport} start={{}} seed="leo" homeHref="/" linkTo={() => ''} {...props} />, root)
  await settle()
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 20))
const button = (words: string) => Array.from(root.querySelectorAll('button')).find((one) => one.textContent.includes(words))!
const press = async (key: string) => (document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })), await settle())
const heading = () => root.querySelector('h1')?.textContent

test('a lesson reads as it was published: headings below its title, marks, breaks, and what this program does not know', async () => {
  await play()
  expect(heading()).toBe('Lesson less1')
  expect(root.querySelector('h2')?.textContent).toBe('Who pays')
  expect(root.querySelector('[data-block=para1] strong')?.textContent).toBe('within 14 days')
  expect(root.querySelector('[data-block=para3]')?.textContent).toBe('Still readable.')
  expect(root.querySelector('[data-block=code1]')?.textContent).toBe('let a = 1\n<script>')
})

test('a link that is no good address is text', async () => {
  await play()
  expect(root.querySelector('[data-block=para2] a')).toBeNull()
  expect(root.querySelector('[data-block=para2]')?.textContent).toBe('A trap')
})

test('reading begins where the reader stopped, unless a link leads elsewhere', async () => {
  view = aView(['begun', 'new'], { progress: { ...aView().progress, resume: { lesson: lessonIds[1]!, block: null } } })
  await play()
  expect(heading()).toBe('Lesson less2')
  dispose()
  await play({ start: { lesson: lessonIds[0] } })
  expect(heading()).toBe('Lesson less1')
})

test('J and K go to the next and the previous lesson, and leaving a lesson for the next says that it was read', async () => {
  await play()
  await press('j')
  expect(heading()).toBe('Lesson less2')
  expect(transport.save).toHaveBeenCalledWith(expect.objectContaining({ version: 1, lesson: 'less1', viewed: true }))
  await press('k')
  expect(heading()).toBe('Lesson less1')
})

test('after the last lesson stands what is still open, and once all is done the end', async () => {
  await play({ start: { lesson: lessonIds[1] }, end: () => <p>How was it?</p> })
  await press('j')
  expect(heading()).toBe('2 lessons are still open')
  expect(root.textContent).not.toContain('How was it?')
  dispose()
  view = aView(['done', 'done'], { progress: { ...aView(['done', 'done']).progress, completed: { version: 1, at: 0 } } })
  await play({ start: { lesson: lessonIds[1] }, end: () => <p>How was it?</p> })
  await press('j')
  expect(heading()).toBe('You finished “Handling refunds”')
  expect(root.textContent).toContain('How was it?')
})

test('whoever finished again can read at the end what had changed', async () => {
  view = aView(['done', 'done'], { progress: { ...aView(['done', 'done']).progress, completed: { version: 1, at: 0 } } })
  transport.changes.mockImplementation(async () => [
    {
      lesson: lessonIds[0]!,
      title: 'Lesson less1',
      change: 'changed' as const,
      since: 1,
      learnt: false,
      blocks: [{ block: 'para1' as BlockId, change: 'new' as const, words: [{ op: 'new' as const, text: 'Ask first.' }] }],
    },
  ])
  await play({ start: { lesson: lessonIds[1] } })
  await press('j')
  expect(root.querySelector('details ins')?.textContent).toContain('Ask first.')
})

test('[P6] who has learnt the change finds it again for a while', async () => {
  view = { ...aView(['done', 'done']), version: 2 }
  transport.changes.mockImplementation(async () => [
    {
      lesson: lessonIds[0]!,
      title: 'Lesson less1',
      change: 'changed' as const,
      since: 1,
      learnt: true,
      blocks: [{ block: 'para1' as BlockId, change: 'new' as const, words: [{ op: 'new' as const, text: 'Ask first.' }] }],
    },
  ])
  view = { ...view, progress: { ...view.progress, lessons: view.progress.lessons.map((one) => ({ ...one, viewed: true })) } }
  await play({ start: { lesson: lessonIds[0] } })
  expect(root.textContent).toContain('This lesson changed after version 1. You have read it since.')
  button('Show what changed').click()
  expect(root.querySelector('ins')?.textContent).toContain('Ask first.')
})

test('[P13] a course that is taken away while it is read says so, and leaves the text', async () => {
  await play()
  transport.save.mockRejectedValue(new Problem('unknown', 'course.unknown', 'This course does not exist.'))
  await press('j')
  expect(root.textContent).toContain('This course is not offered any more. What you have learnt is kept.')
  expect(root.querySelector('h1')).not.toBeNull()
})

test('a question is a group of radio buttons with a name; its answer is judged elsewhere and told in words', async () => {
  transport.answer.mockResolvedValue({
    question: 'ques1' as BlockId,
    answer: { by: 'choices', choices: ['ques1-a'] as BlockId[] },
    shown: ['ques1-a', 'ques1-b', 'ques1-c'] as BlockId[],
    verdict: 'wrong',
    points: 0,
    outOf: 1,
    solution: { by: 'choices', right: ['ques1-b'] as BlockId[] },
    notes: [],
    explanation: [paragraph('why1', 'Because the policy says so.')],
    at: 1,
  })
  await play({ start: { lesson: lessonIds[1] } })
  expect(root.querySelector('fieldset legend')?.textContent).toBe('Which one?')
  expect(root.querySelectorAll('input[type=radio][name=q-ques1]')).toHaveLength(3)
  expect(button('Check answer').disabled).toBe(true)
  root.querySelector<HTMLInputElement>('input[value=ques1-a]')!.click()
  await settle()
  root.querySelector('form')!.requestSubmit()
  await settle()
  expect(transport.answer).toHaveBeenCalledWith(
    expect.objectContaining({ version: 1, lesson: 'less2', question: 'ques1', answer: { by: 'choices', choices: ['ques1-a'] } }),
  )
  expect(root.querySelector('form [role=status]')?.textContent).toContain('Not quite.')
  expect(root.querySelector('form [role=status]')?.textContent).toContain('Because the policy says so.')
  button('Try again').click()
  await settle()
  expect(root.querySelector<HTMLInputElement>('input[value=ques1-a]')!.checked).toBe(false)
})

test('an answer that could not be sent stays chosen, says so, and is sent again under the same id', async () => {
  transport.answer.mockRejectedValue(new Offline('no net'))
  await play({ start: { lesson: lessonIds[1] } })
  root.querySelector<HTMLInputElement>('input[value=ques1-b]')!.click()
  await settle()
  for (let times = 0; times < 2; times++) {
    root.querySelector('form')!.requestSubmit()
    await settle()
  }
  expect(root.querySelector('form [role=alert]')?.textContent).toContain('Your answer was not sent')
  expect(root.querySelector<HTMLInputElement>('input[value=ques1-b]')!.checked).toBe(true)
  const [first, second] = transport.answer.mock.calls
  expect(first![0].id).toBe(second![0].id)
})

test('without a connection the place is kept, and sent when the connection is back', async () => {
  transport.save.mockRejectedValue(new Offline('no net'))
  await play()
  await press('j')
  await settle()
  expect(root.textContent).toContain('No connection. Your place is kept here')
  transport.save.mockClear()
  transport.save.mockImplementation(async () => view.progress)
  window.dispatchEvent(new Event('online'))
  await settle()
  expect(transport.save).toHaveBeenCalledWith(expect.objectContaining({ lesson: 'less1', viewed: true }))
  expect(root.textContent).not.toContain('No connection.')
})

test('a reader of an older version moves to the new one between lessons, and is told', async () => {
  await play()
  view = aView(['again', 'new'], { version: 2, progress: { ...aView(['again', 'new']).progress, current: 2 } })
  await press('j')
  await press('k')
  expect(transport.open).toHaveBeenCalledTimes(2)
  expect(heading()).toBe('Lesson less1')
})

test('a lesson that changed shows what is different since it was learnt', async () => {
  view = aView(['again', 'done'])
  transport.changes.mockImplementation(async () => [
    {
      lesson: lessonIds[0]!,
      title: 'Lesson less1',
      change: 'changed' as const,
      since: 1,
      learnt: false,
      blocks: [
        {
          block: 'para1' as BlockId,
          change: 'changed' as const,
          words: [
            { op: 'same' as const, text: 'within ' },
            { op: 'gone' as const, text: '14' },
            { op: 'new' as const, text: '30' },
          ],
        },
      ],
    },
  ])
  await play()
  expect(root.textContent).toContain('This lesson changed since you learnt it in version 1.')
  button('Show what changed').click()
  await settle()
  expect(root.querySelector('del')?.textContent).toContain('14')
  expect(root.querySelector('ins')?.textContent).toContain('30')
})

test('a selection is a passage: the block it begins in, offsets in its plain text, the words and what surrounds them', async () => {
  await play()
  const block = root.querySelector('[data-block=para1]')!
  const range = document.createRange()
  range.setStart(block.querySelector('strong')!.firstChild!, 7)
  range.setEnd(block.lastChild!, 3)
  const column = block.parentElement!
  const select = (made: Range) => ({ isCollapsed: false, rangeCount: 1, getRangeAt: () => made }) as unknown as Selection
  expect(passageOfSelection(select(range), column, { version: 3, lesson: lessonIds[0]! })).toEqual({
    version: 3,
    lesson: 'less1',
    block: 'para1',
    from: 14,
    to: 25,
    quote: { exact: '14 days\nand', prefix: 'Refund within ', suffix: ' say so.' },
  })
})
