import { For, Match, Switch } from 'solid-js'
import type { Run } from '../../shared/prose-diff.ts'
import { t } from '../platform/text.ts'
import styles from './WordDiff.module.css'

/** Old and new words in one line: what goes is struck out, what comes is underlined, and both are read out. */
export function WordDiff(props: { runs: readonly Run[] }) {
  return (
    <p class={styles.words}>
      <For each={props.runs}>
        {(run) => (
          <Switch fallback={run.text}>
            <Match when={run.op === 'gone'}>
              <del>
                <span class="visually-hidden">{t('ui.wordsGone')} </span>
                {run.text}
              </del>
            </Match>
            <Match when={run.op === 'new'}>
              <ins>
                <span class="visually-hidden">{t('ui.wordsNew')} </span>
                {run.text}
              </ins>
            </Match>
          </Switch>
        )}
      </For>
    </p>
  )
}
