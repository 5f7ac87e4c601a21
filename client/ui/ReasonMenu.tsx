import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createSignal, Show } from 'solid-js'
import { t } from '../platform/text.ts'
import { Button } from './Button.tsx'
import { TextArea } from './Field.tsx'
import { Menu, type MenuItem } from './Menu.tsx'
import styles from './Note.module.css'

type ReasonMenuProps<Reason extends string> = {
  /** What choosing a reason does. */
  verb: string
  /** Asks which reason. */
  question: string
  reasons: readonly { reason: Reason; label: string }[]
  /** The one that is told in words of one's own. */
  own: Reason
  ownLabel: string
  ownHint: string
  busy: boolean
  /** More to choose from, below the reasons. */
  more?: MenuItem[]
  onSend: (reason: Reason, words: string) => void
}

/** A refusal with its reason: one tap for the usual ones, words of one's own for any other. */
export function ReasonMenu<Reason extends string>(props: ReasonMenuProps<Reason>) {
  const [note, setNote] = createSignal<string>()
  return (
    <>
      <Menu
        label={props.question}
        placement="bottom-end"
        trigger={(opener) => (
          <Button size="small" tone="quiet" {...opener} disabled={props.busy}>
            {props.verb}
            <ChevronDown aria-hidden="true" />
          </Button>
        )}
        items={[
          { heading: props.question },
          ...props.reasons.map(({ reason, label }) => ({
            label,
            onSelect: () => (reason === props.own ? setNote('') : props.onSend(reason, '')),
          })),
          ...(props.more ?? []),
        ]}
      />
      <Show when={note() !== undefined}>
        <form
          class={`${styles.form} ${styles.whole}`}
          onSubmit={(event) => {
            event.preventDefault()
            const words = note()?.trim()
            if (words) props.onSend(props.own, words)
          }}
        >
          <TextArea
            label={props.ownLabel}
            hint={props.ownHint}
            value={note() ?? ''}
            onInput={setNote}
            maxLength={1000}
            rows={2}
            autofocus
          />
          <div class={styles.buttons}>
            <Button type="submit" size="small" disabled={!note()?.trim()}>
              {props.verb}
            </Button>
            <Button size="small" tone="quiet" onClick={() => setNote()}>
              {t('ui.cancel')}
            </Button>
          </div>
        </form>
      </Show>
    </>
  )
}
