import { createSignal } from 'solid-js'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import styles from './SignInForm.module.css'
import { signInWith } from './state.ts'

/** Address and password. `email` fills the first when we know who asks. */
export function SignInForm(props: { email?: string; onSignedIn: () => void }) {
  const [email, setEmail] = createSignal(props.email ?? '') // a first value only
  const [password, setPassword] = createSignal('')
  const [fault, setFault] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)

  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    setFault()
    setBusy(true)
    try {
      await signInWith(email(), password())
      props.onSignedIn()
    } catch (error) {
      setFault(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form class={styles.form} onSubmit={(event) => void send(event)}>
      <TextField
        label={t('auth.email')}
        type="email"
        name="email"
        autocomplete="username"
        required
        value={email()}
        onInput={setEmail}
        autofocus={!props.email}
      />
      <TextField
        label={t('auth.password')}
        type="password"
        name="password"
        autocomplete="current-password"
        required
        value={password()}
        onInput={setPassword}
        error={fault()}
        autofocus={Boolean(props.email)}
      />
      <Button type="submit" tone="primary" busy={busy()}>
        {t('auth.signIn')}
      </Button>
    </form>
  )
}
