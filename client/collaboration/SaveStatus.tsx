import Check from 'lucide-solid/icons/check'
import CloudOff from 'lucide-solid/icons/cloud-off'
import LoaderCircle from 'lucide-solid/icons/loader-circle'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { createEffect, createMemo, createSignal, on, onCleanup, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { expired } from '../platform/session.ts'
import { t, textOf } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import type { SaveState } from './course-document.ts'
import styles from './SaveStatus.module.css'

const icons = { saved: Check, saving: LoaderCircle, offline: CloudOff, cannot: TriangleAlert, refused: TriangleAlert }
/** "Saved" is said once it was so for a moment: with every key of somebody who types, it would come and go. */
const calmMs = 400
/** Saving that takes longer than this is seen to go on. */
const slowMs = 1000

type SaveStatusProps = {
  status: SaveState
  /** Tries at once to reach the server. */
  onRetry: () => void
  /** Opens what was not accepted. */
  onShowRefused: () => void
}

/** How saving goes, in a word, and what can be done about it. */
export function SaveStatus(props: SaveStatusProps) {
  // Signed in again: no need to wait for the next attempt.
  createEffect(on(expired, (isExpired, before) => before && !isExpired && props.onRetry(), { defer: true }))
  const status = createCalm(() => props.status)
  const isSlow = createSlow(() => props.status.face === 'saving')
  const face = createMemo(() => status().face)
  return (
    <span class={`${styles.status} ${styles[face()]}`} classList={{ [styles.slow!]: isSlow() }}>
      <span class={styles.face} role="status" data-tip={aboutOf(status())} data-face={face()}>
        <Dynamic component={icons[face()]} class={styles.icon} aria-hidden="true" />
        <span class={styles.words}>{wordsOf(status())}</span>
        <Show when={face() === 'cannot' || face() === 'refused'}>
          <span class={styles.hidden}>{aboutOf(status())}</span>
        </Show>
      </span>
      <Show when={face() === 'refused'}>
        <Button size="small" onClick={() => props.onShowRefused()}>
          {t('collaboration.show')}
        </Button>
      </Show>
      <Show when={face() === 'cannot'}>
        <Show
          when={reasonOf(status()) === 'app'}
          fallback={
            <Button size="small" onClick={() => props.onRetry()}>
              {t('collaboration.retry')}
            </Button>
          }
        >
          <Button size="small" onClick={() => location.reload()}>
            {t('collaboration.reload')}
          </Button>
        </Show>
      </Show>
    </span>
  )
}

const reasonOf = (status: SaveState) => ('reason' in status ? status.reason : undefined)

/** The state as it is told: never saved before it is, and a moment later than it is. */
function createCalm(status: () => SaveState): () => SaveState {
  const [told, setTold] = createSignal(status())
  createEffect(
    on(status, (now) => {
      if (now.face !== 'saved') return setTold(now)
      const waiting = setTimeout(() => setTold(now), calmMs)
      onCleanup(() => clearTimeout(waiting))
    }),
  )
  return told
}

/** Whether something has been so for long. */
function createSlow(isSo: () => boolean): () => boolean {
  const [slow, setSlow] = createSignal(false)
  createEffect(
    on(isSo, (now) => {
      setSlow(false)
      if (!now) return
      const waiting = setTimeout(() => setSlow(true), slowMs)
      onCleanup(() => clearTimeout(waiting))
    }),
  )
  return slow
}

function wordsOf(status: SaveState): string {
  if (status.face === 'offline')
    return status.changes > 0 ? t('collaboration.offline', { count: status.changes }) : t('collaboration.offlineNone')
  return t(`collaboration.${status.face}`)
}

/** What the face means, in a sentence. */
export function aboutOf(status: SaveState): string {
  if (status.face === 'cannot' || status.face === 'refused') {
    const { reason } = status
    return textOf(`collaboration.why${reason.charAt(0).toUpperCase()}${reason.slice(1)}`) ?? ''
  }
  return t(`collaboration.${status.face}About`)
}
