import { createSignal, Show } from 'solid-js'
import type { Flag } from '../../shared/flags.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import note from '../ui/Note.module.css'
import type { Conflict, Flags } from './state.ts'
import { WordsForm } from '../ui/WordsForm.tsx'
import { diffWords } from '../../shared/prose-diff.ts'
import { WordDiff } from '../ui/WordDiff.tsx'

/** The same words were changed in the draft and by the learner: all three side by side, and a person decides. */
export function ConflictCard(props: { flag: Flag; conflict: Conflict; flags: Flags }) {
  const [editing, setEditing] = createSignal(false)
  const over = () => ({ now: props.conflict.now })
  const take = (text: string) => props.flags.take(props.flag, props.conflict.voice, { text, over: over() })
  return (
    <section class={note.conflict} aria-label={t('flags.conflict')}>
      <p class={note.strong}>{t('flags.conflict')}</p>
      <dl>
        <dt>{t('flags.was')}</dt>
        <dd>{props.conflict.base}</dd>
        <dt>{t('flags.now')}</dt>
        <dd>
          <WordDiff runs={diffWords(props.conflict.base, props.conflict.now)} />
        </dd>
        <dt>{t('flags.proposed')}</dt>
        <dd>
          <WordDiff runs={diffWords(props.conflict.base, props.conflict.proposed)} />
        </dd>
      </dl>
      <Show
        when={!editing()}
        fallback={
          <WordsForm
            label={t('flags.yourWords')}
            hint={t('flags.yourWordsHint')}
            verb={t('flags.useWords')}
            words={props.conflict.proposed}
            busy={props.flags.isBusy(props.flag.id)}
            onSend={async (text) => void (await take(text))}
            onLeave={() => setEditing(false)}
          />
        }
      >
        <div class={note.buttons}>
          <Button size="small" tone="primary" busy={props.flags.isBusy(props.flag.id)} onClick={() => void take(props.conflict.proposed)}>
            {t('flags.useProposed')}
          </Button>
          <Button size="small" onClick={() => setEditing(true)}>
            {t('flags.editAndAccept')}
          </Button>
          <Button size="small" tone="quiet" onClick={() => void props.flags.close(props.flag)} data-tip={t('flags.closeHint')}>
            {t('flags.keepDraft')}
          </Button>
          <Button size="small" tone="quiet" onClick={() => props.flags.dropConflict(props.flag.id)}>
            {t('flags.decideLater')}
          </Button>
        </div>
      </Show>
    </section>
  )
}
