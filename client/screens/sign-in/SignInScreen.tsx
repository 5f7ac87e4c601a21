import { useNavigate, useSearchParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { DemoPeople } from '../../auth/DemoPeople.tsx'
import { SignInForm } from '../../auth/SignInForm.tsx'
import { createDemoPeople } from '../../auth/state.ts'
import { t } from '../../platform/text.ts'
import { useTitle } from '../../platform/title.ts'
import { Entrance } from '../frame/Entrance.tsx'
import { safeNext } from '../frame/next.ts'

/** Where everybody comes in. */
export default function SignInScreen() {
  const [search] = useSearchParams<{ next?: string }>()
  const navigate = useNavigate()
  const demoPeople = createDemoPeople()
  const peopleToBe = () => (demoPeople()?.length ? demoPeople() : undefined)
  useTitle(() => t('auth.signIn'))
  const goOn = () => navigate(safeNext(search.next), { replace: true })

  return (
    <Entrance
      title={t('auth.signIn')}
      about={t('auth.signInAbout')}
      beside={<Show when={peopleToBe()}>{(people) => <DemoPeople people={people()} onSignedIn={goOn} />}</Show>}
    >
      <SignInForm onSignedIn={goOn} />
    </Entrance>
  )
}
