import { createUniqueId, Show } from 'solid-js'
import { mostAnswerLetters, mostWallLetters } from '../../../shared/assessment.ts'
import { attrsOf } from '../../../shared/document/prose.ts'
import { number } from '../../platform/format.ts'
import { t } from '../../platform/text.ts'
import styles from '../Question.module.css'
import { type BodyProps, kindAttr } from './body.ts'

/** A number, with what it is counted in. */
export function NumberAnswer(props: BodyProps) {
  const unit = () => String(attrsOf(props.node)['unit'] ?? '')
  const id = createUniqueId()
  const right = () => (props.feedback?.solution?.by === 'number' ? props.feedback.solution : undefined)
  return (
    <div class={styles.number}>
      <input
        class={styles.input}
        type="text"
        inputmode="decimal"
        autocomplete="off"
        maxlength={40}
        size={10}
        aria-label={t('player.number')}
        aria-describedby={unit() ? id : undefined}
        value={props.feedback?.answer.by === 'number' ? props.feedback.answer.number : ''}
        disabled={props.feedback !== undefined}
        onInput={(event) => {
          const typed = event.currentTarget.value.trim()
          props.onAnswer(/\d/.test(typed) ? { by: 'number', number: typed } : undefined)
        }}
      />
      <Show when={unit()}>
        <span id={id}>{unit()}</span>
      </Show>
      <Show when={right() && props.feedback?.verdict !== 'right' && right()}>
        {(its) => (
          <span class={`${styles.mark} ${styles.isWrong}`}>
            {t('player.rightIs', {
              what: `${number(its().right)}${its().tolerance > 0 ? ` ± ${number(its().tolerance)}` : ''} ${unit()}`.trim(),
            })}
          </span>
        )}
      </Show>
    </div>
  )
}

/** Words of one's own: for a coach, or for the wall. */
export function WordsAnswer(props: BodyProps) {
  const isWall = () => kindAttr(props.node) === 'wall'
  const most = () => (isWall() ? mostWallLetters : mostAnswerLetters)
  return (
    <>
      <p class={styles.hint}>{t(isWall() ? 'player.wallHint' : 'player.openHint')}</p>
      <textarea
        class={`${styles.input} ${styles.words}`}
        rows={isWall() ? 2 : 5}
        maxlength={most()}
        aria-label={t('player.yourAnswer')}
        value={props.feedback?.answer.by === 'text' ? props.feedback.answer.text : ''}
        disabled={props.feedback !== undefined}
        onInput={(event) => {
          const text = event.currentTarget.value.trim()
          props.onAnswer(text ? { by: 'text', text } : undefined)
        }}
      />
    </>
  )
}
