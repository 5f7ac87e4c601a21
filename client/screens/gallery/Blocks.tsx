import { createResource, For, type JSX, onCleanup, Show } from 'solid-js'
import type { Feedback } from '../../../shared/assessment.ts'
import type { Prose } from '../../../shared/document/prose.ts'
import type { Lent, Upload } from '../../editor/block.ts'
import { Specimen } from '../../editor/Specimen.tsx'
import { sendFile } from '../../editor/uploads.ts'
import { wholeText } from '../../platform/text.ts'
import { type Asking, AskingContext } from '../../player/context.ts'
import { FramesContext } from '../../player/frames.ts'
import { ReadingColumn } from '../../player/LessonView.tsx'
import styles from './Gallery.module.css'
import { failed, mediaSpecimens, sending } from './media-specimens.ts'
import { answers, arabic, arabicAnswers, faulty, type Kind, pool, questions } from './question-specimens.ts'
import { rightToLeft } from './right-to-left.ts'
import { standIn } from './samples.ts'
import { specimens } from './specimens.ts'
import { told } from '../../editor/told.ts'

const people = ['Ana Reyes', 'Ben Okafor', 'Mia Voss']
/** Nobody plays here, so whatever a question asks for never comes, but for what others said. */
const never = () => new Promise<never>(() => {})
const asking = (feedback?: Feedback): Asking => ({
  feedbackOn: (question) => (feedback?.question === question ? feedback : undefined),
  answer: never,
  hints: never,
  draw: never,
  votes: async () => ({
    people: 14,
    counts: (feedback?.shown ?? []).map((choice, place) => ({ choice, people: [9, 4, 1][place] ?? 0 })),
  }),
  wall: async () => ({
    mayHide: true,
    next: 'more',
    items: people.map((name, place) => ({
      id: `00000000-0000-4000-8000-00000000000${place}`,
      person: { id: `person-${place}` as never, name, colour: place },
      text: ['Marstal', 'Every one in which somebody takes my line, and that is not many of them.', 'Rubbish'][place] ?? '',
      at: Date.now() - place * 3_600_000,
      mine: place === 0,
      hidden: place === 2,
    })),
  }),
  hide: never,
  files: { send: never, waiting: async () => undefined, taken: () => {} },
  seed: 'gallery',
})

const Read = (props: { of: readonly Prose[]; feedback?: Feedback | undefined }) => (
  <div class={styles.read}>
    <FramesContext.Provider value={() => '/gallery'}>
      <AskingContext.Provider value={asking(props.feedback)}>
        <ReadingColumn of={props.of} />
      </AskingContext.Provider>
    </FramesContext.Provider>
  </div>
)

/** What is asked of the server, answered as the specimens need it. */
const nothingKept: Upload = (_file, onShare, { block = '' } = {}) => {
  onShare(0.42)
  return failed.includes(block) ? Promise.reject(new Error('This file is not what its name says. Save it anew and try again.')) : never()
}
const lent: Lent = {
  upload: nothingKept,
  lookAtPage: async (url) => ({ allowed: !url.includes('example'), frame: '/gallery' }),
}

/** Waits for the words of the blocks, and for what stands in for their files. */
function Ready(props: { files?: boolean; children: JSX.Element }) {
  const [ready] = createResource(async () => {
    await wholeText()
    return { samples: props.files ? await standIn() : undefined }
  })
  onCleanup(() => ready.latest?.samples?.undo())
  return <Show when={ready()}>{props.children}</Show>
}

function Pair(props: { name: string; of: Prose[]; editable?: boolean }) {
  return (
    <div class={styles.specimen}>
      <h3 id={`block-${props.name.replaceAll(' ', '-')}`}>{props.name}</h3>
      <div class={styles.pair}>
        <Specimen of={props.of} lent={lent} editable={props.editable ?? true} published={(shown) => <Read of={shown} />} />
      </div>
    </div>
  )
}
const All = (props: { of: Record<string, Prose[]> }) => (
  <For each={Object.entries(props.of)}>{([name, of]) => <Pair name={name} of={of} />}</For>
)

/** Every block as it is written, beside what learners get of it. */
export const Blocks = () => (
  <Ready>
    <All of={specimens()} />
    <Pair name="an empty lesson" of={[{ type: 'paragraph' }]} />
  </Ready>
)

export function Media() {
  for (const block of [...sending, ...failed])
    void sendFile(nothingKept, block, new File([], block.endsWith('film') ? 'mooring.webm' : 'harbour.png'))
  return (
    <Ready files>
      <All of={mediaSpecimens()} />
      <Pair name="media for who may not write" of={Object.values(mediaSpecimens()).flat()} editable={false} />
    </Ready>
  )
}

/** A question after an answer. */
function Answered(props: { name: string; question: Prose; answer: Parameters<typeof told>[1] }) {
  const its = told(props.question, props.answer) // eslint-disable-line solid/reactivity -- a specimen never changes
  return (
    <div class={styles.specimen}>
      <h3>{props.name}</h3>
      <Read of={its.content} feedback={its.feedback} />
    </div>
  )
}

export const Questions = () => (
  <Ready files>
    <For each={Object.entries(questions)}>
      {([kind, question]) => (
        <>
          <Pair name={kind} of={[question]} />
          <div class={styles.pair}>
            <For each={Object.entries(answers[kind as Kind])}>
              {([verdict, answer]) => <Answered name={`${kind}, ${verdict}`} question={question} answer={answer} />}
            </For>
          </div>
        </>
      )}
    </For>
    <Pair name="pool" of={[pool]} />
    <All of={Object.fromEntries(Object.entries(faulty).map(([name, question]) => [name, [question]]))} />
    <Pair name="questions for who may not write" of={Object.values(questions)} editable={false} />
  </Ready>
)

export const RightToLeft = () => (
  <Ready files>
    <All of={rightToLeft()} />
    <For each={Object.entries(arabic)}>
      {([kind, question]) => (
        <>
          <Pair name={`Arabic ${kind}`} of={[question]} />
          <Answered name={`Arabic ${kind}, answered`} question={question} answer={arabicAnswers[kind as keyof typeof arabic]} />
        </>
      )}
    </For>
  </Ready>
)
