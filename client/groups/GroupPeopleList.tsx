import X from 'lucide-solid/icons/x'
import { createSignal, For, Show } from 'solid-js'
import type { GroupMember, SeenGroup } from '../../shared/groups.ts'
import type { Invitation } from '../../shared/invitations.ts'
import { canManageGroup } from '../../shared/rights.ts'
import { date } from '../platform/format.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { useMe } from '../platform/session.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Badge } from '../ui/Badge.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './Groups.module.css'
import type { Invitations } from './invitations.ts'
import { PersonRoles } from './PersonRoles.tsx'
import type { GroupPeople } from './state.ts'
import { roleName } from './words.ts'

/** Who is in a group and as what; those who run it open somebody's roles with a click. */
export function GroupPeopleList(props: { group: SeenGroup; people: GroupPeople; invitations: Invitations }) {
  const [opened, setOpened] = createSignal<string>()
  const openedMember = () => props.people.people()?.find(({ person }) => person.id === opened())
  return (
    <>
      <Show when={props.people.people()} fallback={props.people.fault() ? <p>{wordsOf(props.people.fault())}</p> : <Skeleton lines={6} />}>
        {(members) => (
          <ul class={styles.people}>
            <For each={members()}>
              {(member) => <PersonLine member={member} group={props.group} onOpen={() => setOpened(member.person.id)} />}
            </For>
          </ul>
        )}
      </Show>
      <Show when={props.invitations.open()?.length}>
        <h2 class={styles.heading}>{t('groups.openInvitations')}</h2>
        <ul class={styles.people}>
          <For each={props.invitations.open()}>
            {(invitation) => <InvitationLine invitation={invitation} invitations={props.invitations} />}
          </For>
        </ul>
      </Show>
      <Show when={openedMember()}>
        {(member) => <PersonRoles group={props.group} member={member()} people={props.people} onClose={() => setOpened()} />}
      </Show>
    </>
  )
}

function PersonLine(props: { member: GroupMember; group: SeenGroup; onOpen: () => void }) {
  const me = useMe()
  const mine = () => props.member.person.id === me().id
  const inside = () => (
    <>
      <Avatar person={props.member.person} size="large" named />
      <span class={styles.name}>
        <strong>{props.member.person.name}</strong>
        <Show when={mine()}>
          <span class={styles.soft}> ({t('groups.you')})</span>
        </Show>
        <span class={styles.email}>{props.member.email}</span>
      </span>
      <span class={styles.badges}>
        <For each={props.member.roles}>
          {(given) => (
            <Badge tone={given.groupId === props.group.id ? 'accent' : 'plain'}>
              {given.groupId === props.group.id
                ? roleName(given.role)
                : t('groups.from', { role: roleName(given.role), group: given.groupName })}
            </Badge>
          )}
        </For>
      </span>
    </>
  )
  return (
    <li>
      <Show when={mine() || canManageGroup(props.group.roles)} fallback={<div class={styles.person}>{inside()}</div>}>
        <button type="button" class={styles.person} onClick={() => props.onOpen()}>
          {inside()}
          <span class="visually-hidden">{t('groups.seeRoles', { name: props.member.person.name })}</span>
        </button>
      </Show>
    </li>
  )
}

function InvitationLine(props: { invitation: Invitation; invitations: Invitations }) {
  const role = () => (props.invitation.place.to === 'group' ? roleName(props.invitation.place.role) : '')
  const withdraw = async () => {
    try {
      await props.invitations.withdraw(props.invitation.id)
      toast(t('groups.withdrawn', { email: props.invitation.email }))
    } catch (error) {
      showProblem(error)
    }
  }
  return (
    <li class={styles.person}>
      <span class={styles.name}>
        <strong>{props.invitation.email}</strong>
        <span class={styles.email}>{t('groups.invitedAs', { role: role(), date: date(props.invitation.expiresAt) })}</span>
      </span>
      <IconButton size="small" label={t('groups.withdraw', { email: props.invitation.email })} onClick={() => void withdraw()}>
        <X />
      </IconButton>
    </li>
  )
}
