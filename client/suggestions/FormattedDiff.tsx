import { For, type JSX, Match, Show, Switch } from 'solid-js'
import type { Formatted } from '../../shared/document/formatted.ts'
import { diffFormatted, type FormattedRun, marksChanged } from '../../shared/document/formatted-diff.ts'
import type { ProseMark } from '../../shared/document/prose.ts'
import { diffWords } from '../../shared/prose-diff.ts'
import { t, textOf } from '../platform/text.ts'
import { WordDiff } from '../ui/WordDiff.tsx'
import words from '../ui/WordDiff.module.css'
import styles from './FormattedDiff.module.css'

/** Old and new words in one line: what goes is struck out, what comes underlined, what only looks otherwise amber and dashed; the last is said below. */
export function FormattedDiff(props: { was: string; proposed: string; formatted?: { was: Formatted; proposed: Formatted } | undefined }) {
  return (
    <Show when={props.formatted} fallback={<WordDiff runs={diffWords(props.was, props.proposed)} />}>
      {(both) => <Runs runs={diffFormatted(both().was, both().proposed)} />}
    </Show>
  )
}

/** Words as they look. */
export function FormattedWords(props: { words: Formatted }) {
  return (
    <span class={`${words.words} ${styles.words}`}>
      <For each={props.words}>{({ text, marks = [] }) => looking(text, marks)}</For>
    </span>
  )
}

function Runs(props: { runs: readonly FormattedRun[] }) {
  const said = () => props.runs.flatMap(saidOf)
  return (
    <>
      <p class={`${words.words} ${styles.words}`}>
        <For each={props.runs}>
          {({ op, text, marks }) => (
            <Switch fallback={looking(text, marks)}>
              <Match when={op === 'gone'}>
                <del>
                  <span class="visually-hidden">{t('ui.wordsGone')} </span>
                  {looking(text, marks)}
                </del>
              </Match>
              <Match when={op === 'new'}>
                <ins>
                  <span class="visually-hidden">{t('ui.wordsNew')} </span>
                  {looking(text, marks)}
                </ins>
              </Match>
              <Match when={op === 'format'}>
                <span class={styles.format}>{looking(text, marks)}</span>
              </Match>
            </Switch>
          )}
        </For>
      </p>
      <Show when={said().length > 0}>
        <ul class={styles.said} aria-label={t('suggestions.formatting')}>
          <For each={said()}>{(line) => <li>{line}</li>}</For>
        </ul>
      </Show>
    </>
  )
}

/** What words would look like, and what they would no longer: "Bold: “ten days”". */
function saidOf(run: FormattedRun): string[] {
  if (run.op !== 'format') return []
  const words = run.text.trim()
  const { gained, lost } = marksChanged(run)
  return [
    ...gained.map((mark) => t('suggestions.looksNow', { look: lookOf(mark), words })),
    ...lost
      .filter(({ type }) => !gained.some((mark) => mark.type === type))
      .map((mark) => t('suggestions.looksNoMore', { look: lookOf(mark), words })),
  ]
}

const lookOf = ({ type, attrs }: ProseMark): string =>
  type === 'link' ? t('suggestions.looks.link', { address: String(attrs?.['href'] ?? '') }) : (textOf(`suggestions.looks.${type}`) ?? type)

const tags: Record<string, (inner: JSX.Element) => JSX.Element> = {
  strong: (inner) => <strong>{inner}</strong>,
  em: (inner) => <em>{inner}</em>,
  underline: (inner) => <u>{inner}</u>,
  strike: (inner) => <s>{inner}</s>,
  code: (inner) => <code>{inner}</code>,
  maths: (inner) => <code>{inner}</code>,
  // What it leads to is said below: a click here opens the card.
  link: (inner) => <span class={styles.link}>{inner}</span>,
}
const looking = (text: string, marks: readonly ProseMark[]): JSX.Element =>
  marks.reduceRight<JSX.Element>((inner, { type }) => tags[type]?.(inner) ?? inner, text)
