import { Navigate, useLocation, type RouteSectionProps } from '@solidjs/router'
import { createMemo, Match, Show, Switch } from 'solid-js'
import { createAsked } from '../../platform/asked.ts'
import { onKeys, tellKeys } from '../../platform/keys.ts'
import { later } from '../../platform/later.ts'
import { expired, loadMe, me } from '../../platform/session.ts'
import { t, wholeText } from '../../platform/text.ts'
import { Aside } from '../../ui/Aside.tsx'
import { Broken } from './Broken.tsx'
import { closePanel, openPanel, panel } from './panels.ts'
import { createResting } from './resting.ts'

const Palette = later(() => import('./Palette.tsx'))
const Shortcuts = later(() => import('./Shortcuts.tsx'))
const NewCourse = later(async () => (await Promise.all([import('./NewCourse.tsx'), wholeText()]))[0])
const SignInAgain = later(() => import('./SignInAgain.tsx'))

/** The screens that need somebody: who is not signed in is asked to, and comes back to where they were going. */
export function SignedIn(props: RouteSectionProps) {
  const location = useLocation()
  const asked = createAsked(() => (me() === undefined ? true : undefined), loadMe)
  const next = () => encodeURIComponent(location.pathname + location.search)
  return (
    <Switch>
      <Match when={me()}>
        {props.children}
        <Everywhere />
      </Match>
      <Match when={me() === null}>
        <Navigate href={location.pathname === '/' ? '/sign-in' : `/sign-in?next=${next()}`} />
      </Match>
      <Match when={asked.fault()}>{(fault) => <Broken error={fault()} retry={() => void asked.reload()} />}</Match>
    </Switch>
  )
}

/** What can be called up on any screen. */
function Everywhere() {
  const resting = createResting()
  const asks = createMemo<boolean>((before) => expired() && (before || resting()), false)
  onKeys('Mod+K', () => openPanel('palette'))
  onKeys('Mod+/', () => openPanel('shortcuts'))
  tellKeys(
    () => t('frame.everywhere'),
    () => [
      { keys: 'Mod+K', does: t('frame.paletteTitle') },
      { keys: 'Mod+/', does: t('frame.shortcuts') },
      { keys: 'Esc', does: t('frame.stepBack') },
    ],
  )
  return (
    <Aside onFail={closePanel}>
      <Show when={panel() === 'palette'}>
        <Palette onClose={closePanel} />
      </Show>
      <Show when={panel() === 'shortcuts'}>
        <Shortcuts onClose={closePanel} />
      </Show>
      <Show when={panel() === 'new-course'}>
        <NewCourse onClose={closePanel} />
      </Show>
      <Show when={asks()}>
        <SignInAgain />
      </Show>
    </Aside>
  )
}
