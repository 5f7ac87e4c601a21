import { Show } from 'solid-js'
import type { BlockId, CourseId, LessonId } from '../../shared/id.ts'
import { t } from '../platform/text.ts'
import { Dialog } from '../ui/Dialog.tsx'
import styles from './ReactDialog.module.css'
import { ReactionBar } from './ReactionBar.tsx'
import { createReactions } from './state.ts'

/** Words of a published version, and the block they stand in. */
export type ReactedPassage = { lesson: LessonId; block: BlockId; quote: { exact: string } }

/** One tap on how a passage is, for the block it stands in. */
export function ReactDialog(props: { courseId: CourseId; passage: ReactedPassage | undefined; onClose: () => void }) {
  return (
    <Dialog
      open={props.passage !== undefined}
      onClose={() => props.onClose()}
      size="small"
      title={t('reactions.askBlock')}
      about={t('reactions.askBlockAbout')}
    >
      <Show when={props.passage}>{(passage) => <OnPassage courseId={props.courseId} passage={passage()} />}</Show>
    </Dialog>
  )
}

function OnPassage(props: { courseId: CourseId; passage: ReactedPassage }) {
  const reactions = createReactions(props.courseId)
  return (
    <div class={styles.passage}>
      <blockquote class={styles.quote}>{props.passage.quote.exact}</blockquote>
      <ReactionBar
        reactions={reactions}
        place={{ lesson: props.passage.lesson, block: props.passage.block }}
        label={t('reactions.askBlock')}
      />
    </div>
  )
}
