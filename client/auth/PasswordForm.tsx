import { createSignal } from 'solid-js'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { setPassword } from './access.ts'
import styles from './Access.module.css'

/** Changes one's password. */
export function PasswordForm(props: { onChanged: () => void }) {
  const [current, setCurrent] = createSignal('')
  const [next, setNext] = createSignal('')
  const [fault, setFault] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)

  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    setFault()
    setBusy(true)
    try {
      await setPassword(current(), next())
      setCurrent('')
      setNext('')
      toast(t('auth.passwordChanged'), { tone: 'ok' })
      props.onChanged()
    } catch (error) {
      setFault(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form class={styles.form} onSubmit={(event) => void send(event)}>
      <TextField
        label={t('auth.currentPassword')}
        type="password"
        autocomplete="current-password"
        required
        value={current()}
        onInput={setCurrent}
        error={fault()}
      />
      <TextField
        label={t('auth.newPassword')}
        hint={t('auth.passwordHint')}
        type="password"
        autocomplete="new-password"
        required
        minlength={10}
        maxlength={128}
        value={next()}
        onInput={setNext}
      />
      <div>
        <Button type="submit" busy={busy()}>
          {t('auth.changePassword')}
        </Button>
      </div>
    </form>
  )
}
