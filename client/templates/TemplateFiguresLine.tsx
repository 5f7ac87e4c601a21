import { Show } from 'solid-js'
import type { Template } from '../../shared/templates.ts'
import { t } from '../platform/text.ts'
import styles from './StartPicker.module.css'

/** How courses from a template are learned, or that too few people did so yet. */
export function TemplateFiguresLine(props: { template: Template }) {
  return (
    <span class={styles.figures}>
      <Show when={props.template.groupName}>{(group) => <span>{group()}</span>}</Show>
      <span>{t('templates.made', { count: props.template.made })}</span>
      <Show when={props.template.figures} fallback={<span>{t('templates.notEnough')}</span>}>
        {(figures) => (
          <>
            <span>{t('templates.plays', { count: figures().plays })}</span>
            <span>{t('templates.completion', { share: figures().completion })}</span>
            <Show when={figures().relevance !== null}>
              <span>{t('templates.relevance', { share: figures().relevance! })}</span>
            </Show>
            <Show when={figures().medianMinutes !== null}>
              <span>{t('templates.minutes', { count: figures().medianMinutes! })}</span>
            </Show>
            <span>{t('templates.period')}</span>
          </>
        )}
      </Show>
    </span>
  )
}
