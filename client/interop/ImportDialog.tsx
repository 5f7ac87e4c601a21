import CircleCheck from 'lucide-solid/icons/circle-check-big'
import { Match, Show, Switch } from 'solid-js'
import type { CourseId } from '../../shared/id.ts'
import type { ImportOutline } from '../../shared/interop.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ProgressBar } from '../ui/Progress.tsx'
import { FileDrop } from './FileDrop.tsx'
import styles from './ImportDialog.module.css'
import { NoteList } from './NoteList.tsx'
import { PlanList } from './PlanList.tsx'
import { createImport } from './state.ts'

type ImportDialogProps = {
  courseId: CourseId
  open: boolean
  onClose: () => void
  /** The lessons are in the course; `outline` tells which, and what could not be taken over. */
  onDone?: (outline: ImportOutline) => void
}

/** Brings Markdown into a course: choose, look at what would come, import, and read what could not be taken over. */
export function ImportDialog(props: ImportDialogProps) {
  return (
    <Show when={props.open}>
      <Opened {...props} />
    </Show>
  )
}

const lessonsIn = (outline: ImportOutline) => outline.sections.reduce((sum, section) => sum + section.lessons.length, 0)

function Opened(props: ImportDialogProps) {
  const importing = createImport(
    () => props.courseId,
    (outline) => props.onDone?.(outline),
  )
  const at = <At extends ReturnType<typeof importing.stage>['at']>(name: At) => {
    const now = importing.stage()
    return now.at === name ? (now as Extract<typeof now, { at: At }>) : undefined // its name tells which it is
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('interop.title')}
      about={at('done') ? '' : t('interop.about')}
      footer={
        <Switch fallback={<Button onClick={() => props.onClose()}>{at('running') ? t('interop.close') : t('ui.cancel')}</Button>}>
          <Match when={at('chosen')}>
            {(chosen) => (
              <>
                <Button onClick={() => importing.again()}>{t('interop.other')}</Button>
                <Button tone="primary" onClick={() => void importing.start()}>
                  {t('interop.start', { count: lessonsIn(chosen().outline) })}
                </Button>
              </>
            )}
          </Match>
          <Match when={at('done')}>
            <Button tone="primary" onClick={() => props.onClose()}>
              {t('interop.close')}
            </Button>
          </Match>
        </Switch>
      }
    >
      <div class={styles.body}>
        <Show when={importing.fault()}>{(fault) => <Banner tone="danger">{wordsOf(fault())}</Banner>}</Show>
        <Switch>
          <Match when={at('empty')}>
            <FileDrop onChoose={(chosen) => void importing.choose(chosen)} />
          </Match>
          <Match when={at('reading')}>
            <p role="status">{t('interop.reading')}</p>
          </Match>
          <Match when={at('chosen')}>{(chosen) => <PlanList outline={chosen().outline} />}</Match>
          <Match when={at('running')}>
            {(running) => (
              <div class={styles.running} role="status">
                <p>
                  {t('interop.running')}
                  <span class={styles.count}>{t('interop.progress', { done: running().done, total: running().total })}</span>
                </p>
                <ProgressBar label={t('interop.running')} value={running().done} max={running().total} />
                <p class={styles.soft}>{t('interop.goesOn')}</p>
              </div>
            )}
          </Match>
          <Match when={at('done')}>
            {(done) => (
              <>
                <p class={styles.done} role="status">
                  <CircleCheck aria-hidden="true" />
                  {t('interop.done', { count: lessonsIn(done().outline) })}
                </p>
                <NoteList outline={done().outline} />
              </>
            )}
          </Match>
        </Switch>
      </div>
    </Dialog>
  )
}
