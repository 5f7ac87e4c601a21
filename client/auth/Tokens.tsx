import X from 'lucide-solid/icons/x'
import { createSignal, For, Show } from 'solid-js'
import { ago, date } from '../platform/format.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { CopyField } from '../ui/CopyField.tsx'
import { TextField } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import type { createTokens } from './access.ts'
import styles from './Access.module.css'

/** Keys by which programs act as oneself. */
export function Tokens(props: { tokens: ReturnType<typeof createTokens> }) {
  const [name, setName] = createSignal('')
  const [fault, setFault] = createSignal<string>()
  const [made, setMade] = createSignal<string>()

  const make = async (event: SubmitEvent) => {
    event.preventDefault()
    setFault()
    try {
      setMade(await props.tokens.make(name()))
      setName('')
    } catch (error) {
      setFault(wordsOf(error))
    }
  }

  return (
    <div class={styles.form}>
      <Show when={props.tokens.all()?.length}>
        <ul class={styles.list}>
          <For each={props.tokens.all()}>
            {(token) => (
              <li class={styles.line}>
                <span class={styles.what}>
                  <strong>{token.name}</strong>
                  <span class={styles.facts}>
                    {t('auth.tokenSince', { date: date(token.at) })} ·{' '}
                    {token.lastUsed ? t('auth.tokenUsed', { when: ago(token.lastUsed) }) : t('auth.tokenUnused')}
                  </span>
                </span>
                <IconButton
                  size="small"
                  label={t('auth.takeToken', { name: token.name })}
                  onClick={() => void props.tokens.takeBack(token.id).catch(showProblem)}
                >
                  <X />
                </IconButton>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={made()}>
        {(secret) => (
          <>
            <Banner tone="warn">{t('auth.tokenOnce')}</Banner>
            <CopyField label={t('auth.token')} value={secret()} />
          </>
        )}
      </Show>
      <form class={styles.row} onSubmit={(event) => void make(event)}>
        <TextField
          label={t('auth.tokenName')}
          hint={t('auth.tokenHint')}
          required
          maxlength={80}
          value={name()}
          onInput={setName}
          error={fault()}
        />
        <Button type="submit">{t('auth.makeToken')}</Button>
      </form>
    </div>
  )
}
