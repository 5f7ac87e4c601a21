import { For, Show } from 'solid-js'
import type { ImportOutline } from '../../shared/interop.ts'
import { t } from '../platform/text.ts'
import styles from './ImportDialog.module.css'
import { NoteList } from './NoteList.tsx'

/** What would be added, section by section, and what would not be as it was. */
export function PlanList(props: { outline: ImportOutline }) {
  const lessons = () => props.outline.sections.reduce((sum, section) => sum + section.lessons.length, 0)
  return (
    <>
      <section>
        <h3>{t('interop.preview')}</h3>
        <p class={styles.soft}>
          {t('interop.sections', { count: props.outline.sections.length })} · {t('interop.lessons', { count: lessons() })}
          <Show when={props.outline.comments > 0}> · {t('interop.comments', { count: props.outline.comments })}</Show>
          <Show when={props.outline.pictures > 0}> · {t('interop.pictures', { count: props.outline.pictures })}</Show>
        </p>
        <div class={styles.plan} tabindex="0" role="group" aria-label={t('interop.preview')}>
          <For each={props.outline.sections}>
            {(section) => (
              <>
                <h4>{section.title}</h4>
                <ol>
                  <For each={section.lessons}>
                    {(lesson) => (
                      <li>
                        <span>{lesson.title}</span>
                        <span class={styles.count}>{t('interop.words', { count: lesson.words })}</span>
                      </li>
                    )}
                  </For>
                </ol>
              </>
            )}
          </For>
        </div>
      </section>
      <NoteList outline={props.outline} ahead />
    </>
  )
}
