import Check from 'lucide-solid/icons/check'
import { createSignal, For, Show } from 'solid-js'
import { isOpen } from '../../shared/flag-states.ts'
import { DeclineReason, type Flag, type FlagVoice, proposalsOf, type VoiceId } from '../../shared/flags.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import note from '../ui/Note.module.css'
import { ReasonMenu } from '../ui/ReasonMenu.tsx'
import styles from './FlagCard.module.css'
import type { Flags } from './state.ts'

/** Words an author writes for a flag; `over` when they replace what stands there now. */
export type Writing = { voice: VoiceId; words: string; over?: { now: string } }

/** What an author can answer: take the words, edit them first, close what is fixed, or decline and say why. */
export function Answers(props: { flag: Flag; flags: Flags; onWrite: (writing: Writing) => void }) {
  const [chosen, setChosen] = createSignal<string>()
  const proposals = () => proposalsOf(props.flag)
  const voice = (): FlagVoice | undefined => proposals().find(({ id }) => id === chosen()) ?? proposals()[0]
  const isBusy = () => props.flags.isBusy(props.flag.id)
  const place = () => props.flag.place
  const write = () => {
    const first = voice() ?? props.flag.voices[0]
    if (!first) return
    const now = place()?.now ?? props.flag.quote.exact
    props.onWrite(
      first.proposed === undefined ? { voice: first.id, words: now, over: { now } } : { voice: first.id, words: first.proposed },
    )
  }
  return (
    <div class={styles.answers}>
      <Show when={proposals().length > 1}>
        <fieldset class={styles.choice}>
          <legend>{t('flags.whoseWords')}</legend>
          <For each={proposals()}>
            {(each) => (
              <label>
                <input type="radio" name={`words-${props.flag.id}`} checked={voice()?.id === each.id} onChange={() => setChosen(each.id)} />
                {each.by.name}
              </label>
            )}
          </For>
        </fieldset>
      </Show>
      <div class={note.buttons}>
        <Show when={place()?.state !== 'gone' && voice()}>
          {(taken) => (
            <Button size="small" tone="primary" busy={isBusy()} onClick={() => void props.flags.take(props.flag, taken().id)}>
              <Check aria-hidden="true" />
              {t('flags.accept')}
            </Button>
          )}
        </Show>
        <Show when={place()?.state !== 'gone'}>
          <Button size="small" disabled={isBusy()} onClick={write}>
            {t(voice() ? 'flags.editAndAccept' : 'flags.write')}
          </Button>
        </Show>
        <Show when={place()?.state === 'changed' || place()?.state === 'gone'}>
          <Button size="small" busy={isBusy()} onClick={() => void props.flags.close(props.flag)} data-tip={t('flags.closeHint')}>
            {t('flags.close')}
          </Button>
        </Show>
        <Decline flag={props.flag} flags={props.flags} />
      </div>
    </div>
  )
}

const mostOthers = 5

/** One tap for the usual reasons; words of one's own for any other. */
function Decline(props: { flag: Flag; flags: Flags }) {
  const others = () =>
    props.flags
      .all()
      .filter((other) => other.id !== props.flag.id && other.lesson === props.flag.lesson && isOpen(other.state))
      .slice(0, mostOthers)
  return (
    <ReasonMenu
      verb={t('flags.decline')}
      question={t('flags.declineWhy')}
      reasons={DeclineReason.options.map((reason) => ({ reason, label: t(`flags.reasons.${reason}`) }))}
      own="other"
      ownLabel={t('flags.declineNote')}
      ownHint={t('flags.declineNoteHint')}
      busy={props.flags.isBusy(props.flag.id)}
      more={
        others().length > 0
          ? [
              { heading: t('flags.sameAs') },
              ...others().map((other) => ({
                label: other.quote.exact.slice(0, 60),
                onSelect: () => void props.flags.join(props.flag, other.id),
              })),
            ]
          : []
      }
      onSend={(reason, words) => void props.flags.decline(props.flag, reason, words)}
    />
  )
}
