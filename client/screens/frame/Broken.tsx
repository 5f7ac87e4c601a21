import CloudOff from 'lucide-solid/icons/cloud-off'
import { createEffect, on, onMount } from 'solid-js'
import { Problem } from '../../../shared/problem.ts'
import { Offline } from '../../platform/api.ts'
import { NotFetched } from '../../platform/later.ts'
import { wordsOf } from '../../platform/problems.ts'
import { revivals } from '../../platform/session.ts'
import { t } from '../../platform/text.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** In place of a screen that failed: what happened, and the ways on. */
export function Broken(props: { error: unknown; retry: () => void }) {
  const expected = () => props.error instanceof Problem || props.error instanceof Offline
  const retry = () => (props.error instanceof NotFetched ? location.reload() : props.retry())
  createEffect(on(revivals, () => props.error instanceof Offline && retry(), { defer: true }))
  onMount(() => {
    if (!expected()) reportError(props.error) // a defect of ours: its trace belongs in the console
  })
  return (
    <main>
      <EmptyState
        alone
        icon={CloudOff}
        title={props.error instanceof Offline ? t('frame.noConnection') : expected() ? t('frame.notPossible') : t('frame.broken')}
        text={wordsOf(props.error)}
      >
        <Button tone="primary" onClick={retry}>
          {t('ui.retry')}
        </Button>
        <ButtonLink href="/">{t('frame.toHome')}</ButtonLink>
      </EmptyState>
    </main>
  )
}
