import { createSignal, For } from 'solid-js'
import type { Suggestion } from '../../shared/document/suggestions.ts'
import { RejectReason } from '../../shared/suggestions.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Menu } from '../ui/Menu.tsx'
import note from '../ui/Note.module.css'
import { FormattedDiff } from './FormattedDiff.tsx'
import type { Suggestions } from './state.ts'
import styles from './Suggestions.module.css'

type AllDialogProps = { open: boolean; list: readonly Suggestion[]; suggestions: Suggestions; onClose: () => void }

/** All suggestions of a lesson that fit the draft, to read in one go and to answer alike. */
export function AllDialog(props: AllDialogProps) {
  const [busy, setBusy] = createSignal(false)
  /** One after the other: what no longer fits after an earlier one stays open, and shows why. */
  async function each(answer: (suggestion: Suggestion) => Promise<boolean>): Promise<number> {
    setBusy(true)
    let done = 0
    const list = props.list.slice()
    for (const suggestion of list) if (await answer(suggestion)) done++
    setBusy(false)
    props.onClose()
    return done
  }
  const accept = async () => {
    const count = await each((suggestion) => props.suggestions.accept(suggestion, { quiet: true }))
    toast(t('suggestions.allDone', { count }), { tone: 'ok' })
  }
  const reject = async (reason: RejectReason) => {
    const count = await each((suggestion) => props.suggestions.reject(suggestion, reason))
    toast(t('suggestions.allRejected', { count }))
  }
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={t('suggestions.allTitle')}
      about={t('suggestions.allAbout')}
      footer={
        <>
          <Menu
            label={t('suggestions.rejectWhy')}
            trigger={(opener) => (
              <Button {...opener} disabled={busy()}>
                {t('suggestions.rejectAll', { count: props.list.length })}
              </Button>
            )}
            items={[
              { heading: t('suggestions.rejectWhy') },
              ...RejectReason.options
                .filter((reason) => reason !== 'other')
                .map((reason) => ({ label: t(`suggestions.reasons.${reason}`), onSelect: () => void reject(reason) })),
            ]}
          />
          <Button tone="primary" busy={busy()} onClick={() => void accept()}>
            {t('suggestions.acceptAll', { count: props.list.length })}
          </Button>
        </>
      }
    >
      <div class={styles.list}>
        <For each={props.list}>
          {(suggestion) => (
            <div>
              <p class={note.place}>{t('suggestions.by', { name: props.suggestions.personOf(suggestion.by).name })}</p>
              <FormattedDiff was={suggestion.quote.exact} proposed={suggestion.proposed} formatted={suggestion.formatted} />
            </div>
          )}
        </For>
      </div>
    </Dialog>
  )
}
