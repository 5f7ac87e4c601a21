import { createSignal, For, Show } from 'solid-js'
import type { Comparison } from '../../shared/history.ts'
import type { LessonId } from '../../shared/id.ts'
import { list } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import { Badge } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/Field.tsx'
import { LessonDiff } from '../ui/LessonDiff.tsx'
import styles from './History.module.css'

type ComparedProps = {
  comparison: Comparison
  onGo: (lesson: LessonId, block: string) => void
  /** Brings a lesson back as it was; absent for those who may not. */
  onRestore?: ((lesson: LessonId, title: string) => void) | undefined
}

/** What differs between two moments, lesson by lesson. */
export function Compared(props: ComparedProps) {
  const [beside, setBeside] = createSignal(false)
  return (
    <Show when={props.comparison.lessons.length > 0} fallback={<p class={styles.soft}>{t('history.same')}</p>}>
      <Show when={props.comparison.wasTitle !== props.comparison.title}>
        <p class={styles.soft}>{t('history.wasCalled', { title: props.comparison.wasTitle })}</p>
      </Show>
      <Checkbox label={t('history.beside')} checked={beside()} onChange={setBeside} />
      <For each={props.comparison.lessons}>
        {(lesson) => (
          <section class={styles.lesson}>
            <div class={styles.bar}>
              <h4>{lesson.title || t('history.untitled')}</h4>
              <Badge tone={lesson.change === 'new' ? 'ok' : lesson.change === 'removed' ? 'danger' : 'accent'}>
                {t(`ui.change_${lesson.change}`)}
              </Badge>
              <Show when={lesson.by.length > 0}>
                <span class={styles.soft}>{t('history.by', { names: list(lesson.by.map(({ name }) => name)) })}</span>
              </Show>
              <Show when={lesson.change !== 'new' && props.onRestore}>
                {(restore) => (
                  <Button size="small" tone="quiet" onClick={() => restore()(lesson.lesson, lesson.title)}>
                    {t('history.restoreOne')}
                  </Button>
                )}
              </Show>
            </div>
            <Show when={lesson.was}>{(was) => <p class={styles.soft}>{t('history.wasCalled', { title: was() })}</p>}</Show>
            <LessonDiff
              blocks={lesson.blocks}
              beside={beside()}
              onGo={lesson.change === 'removed' ? undefined : (block) => props.onGo(lesson.lesson, block)}
            />
          </section>
        )}
      </For>
    </Show>
  )
}
