import { For, type JSX } from 'solid-js'
import { createSignIns, createTokens } from '../../auth/access.ts'
import { PasswordForm } from '../../auth/PasswordForm.tsx'
import { SignIns } from '../../auth/SignIns.tsx'
import { Tokens } from '../../auth/Tokens.tsx'
import { roleDoes, roleName } from '../../groups/words.ts'
import { LetterWishes } from '../../notifications/LetterWishes.tsx'
import { useMe } from '../../platform/session.ts'
import { t } from '../../platform/text.ts'
import { useTitle } from '../../platform/title.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Page } from '../frame/Page.tsx'
import styles from './AccountScreen.module.css'

/** `/you`: who one is here, and every way in that leads to one's account. */
export default function AccountScreen() {
  const me = useMe()
  const signIns = createSignIns()
  const tokens = createTokens()
  useTitle(() => t('auth.you'))
  return (
    <Page>
      <header class={styles.me}>
        <Avatar person={me()} size="large" named />
        <div>
          <h1>{me().name}</h1>
          <p>{me().email}</p>
        </div>
      </header>
      <Part title={t('auth.roles')}>
        <ul>
          <For each={me().roles} fallback={<li>{t('auth.noRoles')}</li>}>
            {(held) => (
              <li>
                <a href={`/groups/${held.groupId}`}>{held.groupName}</a>: {roleName(held.role)}, {roleDoes(held.role)}
              </li>
            )}
          </For>
        </ul>
      </Part>
      <Part title={t('notifications.letters')}>
        <LetterWishes />
      </Part>
      <Part title={t('auth.password')} about={t('auth.passwordAbout')}>
        <PasswordForm onChanged={() => void Promise.all([signIns.reload(), tokens.reload()])} />
      </Part>
      <Part title={t('auth.signIns')} about={t('auth.signInsAbout')}>
        <SignIns signIns={signIns} />
      </Part>
      <Part title={t('keys.title')} about={t('keys.about')}>
        <Tokens tokens={tokens} />
      </Part>
    </Page>
  )
}

function Part(props: { title: string; about?: string; children: JSX.Element }) {
  return (
    <section class={styles.part}>
      <h2>{props.title}</h2>
      <p class={styles.about}>{props.about}</p>
      {props.children}
    </section>
  )
}
