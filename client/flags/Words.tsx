import { For, Match, Switch } from 'solid-js'
import { diffWords } from '../../shared/prose-diff.ts'
import { t } from '../platform/text.ts'
import styles from './Words.module.css'

/** Old and new words in one line: what goes is struck out, what comes is underlined, and both are read out. */
export function WordDiff(props: { before: string; after: string }) {
  return (
    <p class={styles.words}>
      <For each={diffWords(props.before, props.after)}>
        {(run) => (
          <Switch fallback={run.text}>
            <Match when={run.op === 'gone'}>
              <del>
                <span class="visually-hidden">{t('flags.wordsGone')} </span>
                {run.text}
              </del>
            </Match>
            <Match when={run.op === 'new'}>
              <ins>
                <span class="visually-hidden">{t('flags.wordsNew')} </span>
                {run.text}
              </ins>
            </Match>
          </Switch>
        )}
      </For>
    </p>
  )
}
