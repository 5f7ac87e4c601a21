import Check from 'lucide-solid/icons/check'
import CloudOff from 'lucide-solid/icons/cloud-off'
import LoaderCircle from 'lucide-solid/icons/loader-circle'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { createEffect, on, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { expired } from '../platform/session.ts'
import { t, textOf } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import type { SaveState } from './course-document.ts'
import styles from './SaveStatus.module.css'

const icons = { saved: Check, saving: LoaderCircle, offline: CloudOff, cannot: TriangleAlert, refused: TriangleAlert }

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
  return (
    <span class={`${styles.status} ${styles[props.status.face]}`}>
      <span class={styles.face} role="status" data-tip={aboutOf(props.status)} data-face={props.status.face}>
        <Dynamic component={icons[props.status.face]} class={styles.icon} aria-hidden="true" />
        <span class={styles.words}>{wordsOf(props.status)}</span>
        <Show when={props.status.face === 'cannot' || props.status.face === 'refused'}>
          <span class={styles.hidden}>{aboutOf(props.status)}</span>
        </Show>
      </span>
      <Show when={props.status.face === 'refused'}>
        <Button size="small" onClick={() => props.onShowRefused()}>
          {t('collaboration.show')}
        </Button>
      </Show>
      <Show when={props.status.face === 'cannot'}>
        <Show
          when={'reason' in props.status && props.status.reason === 'app'}
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
