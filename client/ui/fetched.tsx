import { type Component, createSignal, type JSX, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Offline } from '../platform/api.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'

/**
 * A component whose code is fetched when it is first shown, with something in its place until then.
 *
 * Not Solid's `lazy`: that suspends, and a change of the address meanwhile (a link to a thread, a turned page)
 * waits in a transition for the suspended part, which waits for the transition.
 */
export function fetched<Props extends object>(
  load: () => Promise<Component<Props>>,
  meanwhile: () => JSX.Element = () => null,
): Component<Props> {
  const [loaded, setLoaded] = createSignal<Component<Props>>()
  let isAsked = false
  const ask = async () => {
    if (isAsked) return
    isAsked = true
    try {
      const component = await load()
      setLoaded(() => component)
    } catch {
      isAsked = false // shown anew, it is asked for again
      showProblem(new Offline(t('problems.offline')))
    }
  }
  return (props) => {
    void ask()
    return (
      <Show when={loaded()} fallback={meanwhile()}>
        {(component) => <Dynamic component={component()} {...props} />}
      </Show>
    )
  }
}
