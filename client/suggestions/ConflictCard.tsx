import { createUniqueId, For } from 'solid-js'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import note from '../ui/Note.module.css'
import { FormattedWords } from './FormattedDiff.tsx'
import type { Conflict } from './state.ts'

type ConflictCardProps = {
  conflict: Conflict
  busy: boolean
  /** Puts the suggested words in the place of those that stand there now. */
  onUse: () => void
  onEdit: () => void
  onTurnIntoComment: () => void
  onLater: () => void
}

/** The same words changed twice: what was there, what is there, what is suggested. A person decides. */
export function ConflictCard(props: ConflictCardProps) {
  const title = createUniqueId()
  const versions = () => [
    { name: t('suggestions.was'), words: props.conflict.was, formatted: props.conflict.formatted?.was },
    { name: t('suggestions.now'), words: props.conflict.now, formatted: props.conflict.formatted?.now },
    { name: t('suggestions.proposed'), words: props.conflict.proposed, formatted: props.conflict.formatted?.proposed },
  ]
  return (
    <section class={note.conflict} aria-labelledby={title}>
      <p id={title} class={note.strong}>
        {t('suggestions.conflict')}
      </p>
      <dl>
        <For each={versions()}>
          {({ name, words, formatted }) => (
            <>
              <dt>{name}</dt>
              <dd>{formatted && words ? <FormattedWords words={formatted} /> : words || t('suggestions.nothing')}</dd>
            </>
          )}
        </For>
      </dl>
      <div class={note.buttons}>
        <Button size="small" tone="primary" busy={props.busy} onClick={() => props.onUse()}>
          {t('suggestions.useProposed')}
        </Button>
        <Button size="small" onClick={() => props.onEdit()}>
          {t('suggestions.editAndAccept')}
        </Button>
        <Button size="small" tone="quiet" onClick={() => props.onTurnIntoComment()}>
          {t('suggestions.turnIntoComment')}
        </Button>
        <Button size="small" tone="quiet" onClick={() => props.onLater()}>
          {t('suggestions.decideLater')}
        </Button>
      </div>
    </section>
  )
}
