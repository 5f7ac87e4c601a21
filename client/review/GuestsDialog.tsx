import { createSignal, For, Show } from 'solid-js'
import type { CourseId } from '../../shared/id.ts'
import { createGuestLink, endGuestLink, guestDays, type GuestLink, listGuestLinks } from '../../shared/review.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { date } from '../platform/format.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Badge } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import { CopyField } from '../ui/CopyField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import styles from './Review.module.css'

/** Links for people without an account: a new one, and those there are. */
export function GuestsDialog(props: { courseId: CourseId; onClose: () => void }) {
  const links = createAsked(
    () => props.courseId,
    (courseId) => ask(listGuestLinks, { courseId }),
  )
  const [name, setName] = createSignal('')
  const [days, setDays] = createSignal(String(guestDays.usual))
  const [made, setMade] = createSignal<string>()
  const act = async (deed: () => Promise<unknown>) => {
    try {
      await deed()
      await links.reload()
    } catch (error) {
      showProblem(error)
    }
  }
  const make = (event: Event) => {
    event.preventDefault()
    void act(async () => {
      const link = await ask(createGuestLink, { courseId: props.courseId, name: name().trim(), days: Number(days()) })
      setMade(link.url)
      setName('')
    })
  }
  return (
    <Dialog open title={t('review.guests')} about={t('review.guestsAbout')} onClose={() => props.onClose()}>
      <form class={styles.form} onSubmit={make}>
        <TextField
          label={t('review.guestName')}
          hint={t('review.guestNameHint')}
          value={name()}
          onInput={setName}
          maxLength={80}
          required
        />
        <TextField
          type="number"
          label={t('review.guestDays')}
          value={days()}
          onInput={setDays}
          min={guestDays.least}
          max={guestDays.most}
          required
        />
        <div>
          <Button tone="primary" type="submit" disabled={!name().trim()}>
            {t('review.guestMake')}
          </Button>
        </div>
      </form>
      <Show when={made()}>
        {(url) => (
          <div class={styles.made}>
            <CopyField label={t('review.guestLink')} value={url()} />
            <p class={styles.soft}>{t('review.guestOnce')}</p>
          </div>
        )}
      </Show>
      <ul class={styles.guests}>
        <For each={links.value()?.items ?? []}>
          {(link) => (
            <li>
              <span>
                {link.name}{' '}
                <Badge tone={holds(link) ? 'ok' : 'plain'}>
                  {holds(link) ? t('review.guestUntil', { date: date(link.expiresAt) }) : t('review.guestOver')}
                </Badge>
              </span>
              <Show when={holds(link)}>
                <Button
                  size="small"
                  tone="quiet"
                  onClick={() => void act(() => ask(endGuestLink, { courseId: props.courseId, guestId: link.id }))}
                >
                  {t('review.guestEnd')}
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Dialog>
  )
}

const holds = (link: GuestLink) => link.endedAt === null && link.expiresAt > Date.now()
