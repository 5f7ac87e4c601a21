import X from 'lucide-solid/icons/x'
import { createSignal, For, Show } from 'solid-js'
import type { TokenScope } from '../../shared/auth.ts'
import { ago, date } from '../platform/format.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { CopyField } from '../ui/CopyField.tsx'
import { Select, TextField } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import type { createTokens } from './access.ts'
import styles from './Access.module.css'

/** Keys by which programs act as oneself. */
export function Tokens(props: { tokens: ReturnType<typeof createTokens> }) {
  const [name, setName] = createSignal('')
  const [scope, setScope] = createSignal<TokenScope>('read')
  const [fault, setFault] = createSignal<string>()
  const [made, setMade] = createSignal<string>()

  const make = async (event: SubmitEvent) => {
    event.preventDefault()
    setFault()
    try {
      setMade(await props.tokens.make(name(), scope()))
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
                    {t(token.scope === 'read' ? 'keys.read' : 'keys.all')} · {t('keys.since', { date: date(token.at) })} ·{' '}
                    {token.lastUsed ? t('keys.used', { when: ago(token.lastUsed) }) : t('keys.unused')}
                  </span>
                </span>
                <IconButton
                  size="small"
                  label={t('keys.takeBack', { name: token.name })}
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
            <Banner tone="warn">{t('keys.once')}</Banner>
            <CopyField label={t('keys.key')} value={secret()} />
          </>
        )}
      </Show>
      <form class={styles.key} onSubmit={(event) => void make(event)}>
        <TextField label={t('keys.name')} hint={t('keys.hint')} required maxlength={80} value={name()} onInput={setName} error={fault()} />
        <Select
          label={t('keys.scope')}
          value={scope()}
          onChange={setScope}
          options={[
            { value: 'read', label: t('keys.read') },
            { value: 'all', label: t('keys.all') },
          ]}
        />
        <Button type="submit">{t('keys.make')}</Button>
      </form>
    </div>
  )
}
