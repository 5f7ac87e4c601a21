import { A, useParams } from '@solidjs/router'
import ChevronsUpDown from 'lucide-solid/icons/chevrons-up-down'
import Keyboard from 'lucide-solid/icons/keyboard'
import LogOut from 'lucide-solid/icons/log-out'
import Search from 'lucide-solid/icons/search'
import UserRound from 'lucide-solid/icons/user-round'
import { Show } from 'solid-js'
import { useGroups } from '../../groups/state.ts'
import { branchesOf } from '../../groups/tree.ts'
import { showProblem } from '../../platform/problems.ts'
import { signOut, useMe } from '../../platform/session.ts'
import { t } from '../../platform/text.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import styles from './AppBar.module.css'
import { Brand } from './Brand.tsx'
import { openPanel } from './panels.ts'
import { languageItems, themeItems } from './Preferences.tsx'

/** The slim bar over the screens between courses: where am I, find, and me. */
export function AppBar() {
  return (
    <header class={styles.bar}>
      <button type="button" class={styles.skip} onClick={() => document.getElementById('main')?.focus()}>
        {t('frame.skip')}
      </button>
      <A href="/" class={styles.home}>
        <Brand />
      </A>
      <GroupSwitcher />
      <div class={styles.room} />
      <button type="button" class={styles.search} onClick={() => openPanel('palette')}>
        <Search />
        <span>{t('frame.find')}</span>
        <Kbd keys="Mod+K" />
      </button>
      <IconButton class={styles.searchSmall!} label={t('frame.paletteTitle')} keys="Mod+K" onClick={() => openPanel('palette')}>
        <Search />
      </IconButton>
      <AccountMenu />
    </header>
  )
}

function GroupSwitcher() {
  const groups = useGroups().value
  const params = useParams<{ groupId?: string }>()
  const here = () => groups()?.find(({ id }) => id === params.groupId)
  const items = (): MenuItem[] =>
    branchesOf(groups() ?? []).map(({ group, depth }) => ({
      label: group.name,
      href: `/groups/${group.id}`,
      depth,
      // Seen only as the way to one's own groups: named, but not a place to go.
      disabled: group.roles.length === 0,
      ...(group.id === params.groupId && { hint: t('frame.here') }),
    }))
  return (
    <Show when={groups()?.length}>
      <Menu
        label={t('frame.groups')}
        items={items()}
        trigger={(opener) => (
          <Button {...opener} tone="quiet" class={styles.groups!}>
            <span class={styles.groupName}>{here()?.name ?? t('frame.groups')}</span>
            <ChevronsUpDown />
          </Button>
        )}
      />
    </Show>
  )
}

/** Who I am here, how it looks, and the way out. Editor and player put it into bars of their own. */
export function AccountMenu() {
  const me = useMe()
  const items = (): MenuItem[] => [
    { heading: me().email },
    { label: t('auth.account'), icon: UserRound, href: '/you' },
    'line',
    { heading: t('ui.theme') },
    ...themeItems(),
    'line',
    { heading: t('ui.language') },
    ...languageItems(),
    'line',
    { label: t('frame.shortcuts'), icon: Keyboard, onSelect: () => openPanel('shortcuts') },
    { label: t('auth.signOut'), icon: LogOut, onSelect: () => void signOut().catch(showProblem) },
  ]
  return (
    <Menu
      label={t('frame.account')}
      placement="bottom-end"
      items={items()}
      trigger={(opener) => (
        <button {...opener} type="button" class={styles.account} aria-label={t('frame.accountOf', { name: me().name })}>
          <Avatar person={me()} named />
        </button>
      )}
    />
  )
}
