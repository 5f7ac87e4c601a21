import { createResource, For, Show } from 'solid-js'
import type { Prose } from '../../../shared/document/prose.ts'
import { Specimen } from '../../editor/Specimen.tsx'
import { wholeText } from '../../platform/text.ts'
import { type Asking, AskingContext } from '../../player/context.ts'
import { ReadingColumn } from '../../player/LessonView.tsx'
import styles from './Gallery.module.css'
import { specimens } from './specimens.ts'

/** Nobody plays here, so whatever a question asks for never comes. */
const never = () => new Promise<never>(() => {})
const nobody: Asking = {
  feedbackOn: () => undefined,
  answer: never,
  hints: never,
  draw: never,
  votes: never,
  wall: never,
  hide: never,
  files: { send: never, waiting: async () => undefined, taken: () => {} },
  seed: 'gallery',
}

/** Every block as it is written, beside what learners get of it. */
export default function BlockSpecimens() {
  const [words] = createResource(async () => (await wholeText(), true))
  return (
    <Show when={words()}>
      <For each={Object.entries(specimens())}>
        {([name, content]) => (
          <div class={styles.specimen}>
            <h3 id={`block-${name.replaceAll(' ', '-')}`}>{name}</h3>
            <div class={styles.pair}>
              <Specimen of={content} published={(shown: readonly Prose[]) => <Read of={shown} />} />
            </div>
          </div>
        )}
      </For>
    </Show>
  )
}

const Read = (props: { of: readonly Prose[] }) => (
  <div class={styles.read}>
    <AskingContext.Provider value={nobody}>
      <ReadingColumn of={props.of} />
    </AskingContext.Provider>
  </div>
)
