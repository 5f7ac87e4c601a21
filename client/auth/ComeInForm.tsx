import { createSignal, Show } from 'solid-js'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import styles from './SignInForm.module.css'

export type Newcomer = { company: string; name: string; email: string; password: string }
type Asks = 'company' | 'name' | 'email' | 'newPassword' | 'password'

type ComeInFormProps = {
  /** What to ask for, besides what is known. */
  asks: readonly Asks[]
  /** Who it is, when that is known: shown, and not to be changed. */
  email?: string
  button: string
  /** What it throws is shown below the fields. */
  onSend: (newcomer: Newcomer) => Promise<void>
}

/** The first step of somebody new: who they are and how they will sign in. */
export function ComeInForm(props: ComeInFormProps) {
  const [company, setCompany] = createSignal('')
  const [name, setName] = createSignal('')
  const [email, setEmail] = createSignal(props.email ?? '') // a first value only
  const [password, setPassword] = createSignal('')
  const [fault, setFault] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const asks = (what: Asks) => props.asks.includes(what)

  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    setFault()
    setBusy(true)
    try {
      await props.onSend({ company: company(), name: name(), email: email(), password: password() })
    } catch (error) {
      setFault(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form class={styles.form} onSubmit={(event) => void send(event)}>
      <Show when={asks('company')}>
        <TextField
          label={t('auth.company')}
          hint={t('auth.companyHint')}
          value={company()}
          onInput={setCompany}
          required
          maxlength={120}
          autocomplete="organization"
          autofocus
        />
      </Show>
      <Show when={asks('name')}>
        <TextField
          label={t('auth.name')}
          value={name()}
          onInput={setName}
          required
          maxlength={80}
          autocomplete="name"
          autofocus={!asks('company')}
        />
      </Show>
      <TextField
        label={t('auth.email')}
        type="email"
        value={email()}
        onInput={setEmail}
        required
        autocomplete="username"
        readonly={!asks('email')}
      />
      <Show when={asks('newPassword')}>
        <TextField
          label={t('auth.newPassword')}
          hint={t('auth.passwordHint')}
          type="password"
          value={password()}
          onInput={setPassword}
          required
          minlength={10}
          maxlength={128}
          autocomplete="new-password"
        />
      </Show>
      <Show when={asks('password')}>
        <TextField
          label={t('auth.password')}
          type="password"
          value={password()}
          onInput={setPassword}
          required
          autocomplete="current-password"
          autofocus
        />
      </Show>
      <Show when={fault()}>
        <p class={styles.fault} role="alert">
          {fault()}
        </p>
      </Show>
      <Button type="submit" tone="primary" busy={busy()}>
        {props.button}
      </Button>
    </form>
  )
}
