import { Navigate, useLocation, type RouteSectionProps } from '@solidjs/router'
import { createResource, Match, Switch } from 'solid-js'
import { loadMe, me } from '../../platform/session.ts'

/** The screens that need somebody: who is not signed in is asked to, and comes back to where they were going. */
export function SignedIn(props: RouteSectionProps) {
  const location = useLocation()
  const [asked] = createResource(async () => me() ?? (await loadMe()))
  const next = () => encodeURIComponent(location.pathname + location.search)
  return (
    <Switch>
      <Match when={me()}>{props.children}</Match>
      <Match when={asked() === null}>
        <Navigate href={location.pathname === '/' ? '/sign-in' : `/sign-in?next=${next()}`} />
      </Match>
    </Switch>
  )
}
