import { Navigate } from '@solidjs/router'
import { Match, Switch } from 'solid-js'
import { comeAsGuest } from '../../../shared/review.ts'
import { ask } from '../../platform/api.ts'
import { createAsked } from '../../platform/asked.ts'
import { wordsOf } from '../../platform/problems.ts'
import { loadMe, me } from '../../platform/session.ts'
import { t } from '../../platform/text.ts'
import { useTitle } from '../../platform/title.ts'
import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Entrance } from '../frame/Entrance.tsx'

/** Somebody without an account follows the link they were sent. Its secret stands behind the `#`, and stays in the browser. */
export default function GuestScreen() {
  useTitle(() => t('review.guestWelcome'))
  const token = location.hash.slice(1)
  const come = createAsked(
    () => token,
    async (secret) => {
      const known = await loadMe()
      // Who has an account acts by it, and by nothing else.
      if (known && !known.guest) return { courseId: undefined, name: known.name }
      const opened = await ask(comeAsGuest, { token: secret })
      await loadMe()
      return opened
    },
  )
  const signOutAndCome = async () => {
    await fetch('/api/auth/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    location.reload()
  }
  return (
    <Switch
      fallback={
        <Entrance title={t('review.guestWelcome')}>
          <Skeleton lines={3} />
        </Entrance>
      }
    >
      <Match when={come.fault()}>
        {(fault) => (
          <Entrance title={t('review.guestOverTitle')} about={wordsOf(fault())}>
            {null}
          </Entrance>
        )}
      </Match>
      <Match when={come.value()?.courseId === undefined && come.value()}>
        <Entrance title={t('review.guestSignedIn', { name: come.value()?.name ?? '' })} about={t('review.guestSignedInText')}>
          <Button tone="primary" onClick={() => void signOutAndCome()}>
            {t('review.guestSignOut')}
          </Button>
        </Entrance>
      </Match>
      <Match when={me() && come.value()?.courseId}>{(courseId) => <Navigate href={`/courses/${courseId()}`} />}</Match>
    </Switch>
  )
}
