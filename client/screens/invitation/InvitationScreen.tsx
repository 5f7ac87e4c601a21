import { useNavigate, useParams } from '@solidjs/router'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { ComeInForm, type Newcomer } from '../../auth/ComeInForm.tsx'
import { accept, createInvitation } from '../../auth/state.ts'
import { roleName } from '../../groups/words.ts'
import { createAsked } from '../../platform/asked.ts'
import { wordsOf } from '../../platform/problems.ts'
import { loadMe, me } from '../../platform/session.ts'
import { t } from '../../platform/text.ts'
import { useTitle } from '../../platform/title.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Entrance } from '../frame/Entrance.tsx'

type Invited = NonNullable<ReturnType<ReturnType<typeof createInvitation>['value']>>

/** Somebody follows the link they were sent. */
export default function InvitationScreen() {
  const params = useParams<{ token: string }>()
  const invitation = createInvitation(() => params.token)
  // Who is signed in already only needs to say yes; the answer to who they are may also be nobody.
  createAsked(() => (me() === undefined ? true : undefined), loadMe)
  useTitle(() => t('auth.invitation'))
  return (
    <Switch
      fallback={
        <Entrance title={t('auth.invitation')}>
          <Skeleton lines={4} />
        </Entrance>
      }
    >
      <Match when={invitation.fault()}>
        {(fault) => (
          <Entrance title={t('auth.linkOver')} about={wordsOf(fault())}>
            <ButtonLink href="/sign-in">{t('auth.toSignIn')}</ButtonLink>
          </Entrance>
        )}
      </Match>
      <Match when={me() !== undefined && invitation.value()}>{(invited) => <Welcome token={params.token} invited={invited()} />}</Match>
    </Switch>
  )
}

function Welcome(props: { token: string; invited: Invited }) {
  const navigate = useNavigate()
  const isMe = () => me()?.email === props.invited.email
  const join = async (newcomer: Partial<Newcomer>) => {
    const given = { ...(newcomer.name && { name: newcomer.name }), ...(newcomer.password && { password: newcomer.password }) }
    navigate(await accept(props.token, given), { replace: true })
  }
  return (
    <Entrance title={t('auth.joinTitle', { place: props.invited.place.name })} about={sentenceOf(props.invited)}>
      <Show
        when={isMe()}
        fallback={
          <ComeInForm
            asks={props.invited.hasAccount ? ['password'] : ['name', 'newPassword']}
            email={props.invited.email}
            button={props.invited.hasAccount ? t('auth.joinSignIn') : t('auth.join')}
            onSend={join}
          />
        }
      >
        <JoinButton onJoin={() => join({})} />
      </Show>
    </Entrance>
  )
}

function JoinButton(props: { onJoin: () => Promise<void> }) {
  const [fault, setFault] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const join = async () => {
    setBusy(true)
    try {
      await props.onJoin()
    } catch (error) {
      setFault(wordsOf(error))
      setBusy(false)
    }
  }
  return (
    <>
      <Show when={fault()}>
        <p role="alert">{fault()}</p>
      </Show>
      <Button tone="primary" busy={busy()} onClick={() => void join()}>
        {t('auth.join')}
      </Button>
    </>
  )
}

const courseRoles = { editor: 'auth.asEditor', commenter: 'auth.asCommenter', viewer: 'auth.asViewer' } as const

/** `Lena Novak invites you as Author.` */
function sentenceOf({ place, by }: Invited): string {
  const role = place.to === 'group' ? roleName(place.role) : t(courseRoles[place.role])
  return by ? t('auth.invitedBy', { name: by.name, role }) : t('auth.invited', { role })
}
