import { useNavigate, useParams } from '@solidjs/router'
import { Match, Switch } from 'solid-js'
import { ComeInForm } from '../../auth/ComeInForm.tsx'
import { createSetUp, finishSetUp } from '../../auth/state.ts'
import { wordsOf } from '../../platform/problems.ts'
import { t } from '../../platform/text.ts'
import { useTitle } from '../../platform/title.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Entrance } from '../frame/Entrance.tsx'

/** The first admin comes in, by the link that the server printed. */
export default function SetUpScreen() {
  const params = useParams<{ token: string }>()
  const navigate = useNavigate()
  const link = createSetUp(() => params.token)
  useTitle(() => t('auth.setUp'))
  return (
    <Entrance
      title={link.fault() ? t('auth.linkOver') : t('auth.setUp')}
      about={link.fault() ? wordsOf(link.fault()) : t('auth.setUpAbout')}
    >
      <Switch fallback={<Skeleton lines={4} />}>
        <Match when={link.fault()}>
          <ButtonLink href="/sign-in">{t('auth.toSignIn')}</ButtonLink>
        </Match>
        <Match when={link.value()}>
          <ComeInForm
            asks={['company', 'name', 'email', 'newPassword']}
            button={t('auth.setUpButton')}
            onSend={async (first) => navigate(await finishSetUp(params.token, first), { replace: true })}
          />
        </Match>
      </Switch>
    </Entrance>
  )
}
