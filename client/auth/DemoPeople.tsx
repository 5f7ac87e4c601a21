import { createSignal, For, type JSX } from 'solid-js'
import type { DemoPerson } from '../../shared/auth.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Avatar } from '../ui/Avatar.tsx'
import styles from './DemoPeople.module.css'
import { signInAs } from './state.ts'

/** The demo academy's people: one click and one is them. */
export function DemoPeople(props: { people: readonly DemoPerson[]; onSignedIn: () => void }): JSX.Element {
  const [busy, setBusy] = createSignal<string>()
  const become = async (person: DemoPerson) => {
    setBusy(person.email)
    try {
      await signInAs(person.email)
      props.onSignedIn()
    } catch (error) {
      setBusy()
      showProblem(error)
    }
  }
  return (
    <section class={styles.demo} aria-labelledby="demo-title">
      <h2 id="demo-title">{t('auth.demoTitle')}</h2>
      <p class={styles.about}>{t('auth.demoAbout')}</p>
      <ul class={styles.people}>
        <For each={props.people}>
          {(person) => (
            <li>
              <button
                type="button"
                class={styles.person}
                disabled={busy() !== undefined}
                aria-busy={busy() === person.email || undefined}
                onClick={() => void become(person)}
              >
                <Avatar person={person} size="large" named />
                <span>
                  <strong>{person.name}</strong>
                  <span class={styles.role}>{person.role}</span>
                </span>
              </button>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
