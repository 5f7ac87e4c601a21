import X from 'lucide-solid/icons/x'
import { createSignal, For, Show } from 'solid-js'
import type { GivenRole, GroupMember, SeenGroup } from '../../shared/groups.ts'
import { canGiveRole, canManageGroup, GroupRole } from '../../shared/rights.ts'
import { createAsked } from '../platform/asked.ts'
import { date, list } from '../platform/format.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './Groups.module.css'
import { explainRights, type GroupPeople } from './state.ts'
import { rightName, roleDoes, roleName } from './words.ts'

type PersonRolesProps = { group: SeenGroup; member: GroupMember; people: GroupPeople; onClose: () => void }

/** Somebody's roles in a group, where each comes from, what they allow together, and changing them. */
export function PersonRoles(props: PersonRolesProps) {
  const name = () => props.member.person.name
  // The roles are part of the question: when they change, so does what they allow.
  const question = () => `${props.member.person.id} ${props.member.roles.map(({ role, groupId }) => role + groupId).join()}`
  const explained = createAsked(question, () => explainRights(props.group.id, props.member.person.id))

  const take = async (role: GroupRole) => {
    try {
      await props.people.take(props.member.person.id, role)
      toast(t('groups.taken', { name: name(), role: roleName(role) }))
    } catch (error) {
      showProblem(error)
    }
  }
  const give = async (role: GroupRole) => {
    try {
      await props.people.give(props.member.person.id, role)
      toast(t('groups.given', { name: name(), role: roleName(role) }), { tone: 'ok' })
    } catch (error) {
      showProblem(error)
    }
  }

  return (
    <Dialog
      open
      title={t('groups.rolesOf', { name: name() })}
      about={t('groups.rolesAbout', { group: props.group.name })}
      onClose={props.onClose}
    >
      <div class={styles.form}>
        <ul class={styles.roles}>
          <For each={props.member.roles}>
            {(given) => <RoleLine given={given} group={props.group} onTake={() => void take(given.role)} />}
          </For>
        </ul>
        <AddRole group={props.group} member={props.member} onGive={(role) => void give(role)} />
        <section>
          <h3 class={styles.small}>{t('groups.rights')}</h3>
          <Show when={explained.value()} fallback={explained.fault() ? <p>{wordsOf(explained.fault())}</p> : <Skeleton lines={4} />}>
            {(known) => (
              <ul class={styles.rights}>
                <For each={known().rights} fallback={<li>{t('groups.noRights')}</li>}>
                  {(explainedRight) => (
                    <li>
                      {rightName(explainedRight.right)}
                      <span class={styles.because}>
                        {t('groups.because', { roles: list([...new Set(explainedRight.because.map(asSource))]) })}
                      </span>
                    </li>
                  )}
                </For>
              </ul>
            )}
          </Show>
        </section>
      </div>
    </Dialog>
  )
}

const asSource = (given: GivenRole) => t('groups.from', { role: roleName(given.role), group: given.groupName })

function RoleLine(props: { given: GivenRole; group: SeenGroup; onTake: () => void }) {
  const isHere = () => props.given.groupId === props.group.id
  const where = () => (isHere() ? t('groups.givenHere') : t('groups.givenAt', { group: props.given.groupName }))
  const whom = () =>
    props.given.by ? t('groups.givenBy', { name: props.given.by.name, date: date(props.given.at) }) : date(props.given.at)
  return (
    <li class={styles.role}>
      <div>
        <strong>{roleName(props.given.role)}</strong> <span class={styles.soft}>{roleDoes(props.given.role)}</span>
        <div class={styles.because}>
          {where()} {whom()}
        </div>
      </div>
      <Show when={isHere() && canGiveRole(props.group.roles, props.given.role)}>
        <IconButton size="small" label={t('groups.takeRole', { role: roleName(props.given.role) })} onClick={() => props.onTake()}>
          <X />
        </IconButton>
      </Show>
    </li>
  )
}

function AddRole(props: { group: SeenGroup; member: GroupMember; onGive: (role: GroupRole) => void }) {
  const held = () => props.member.roles.filter(({ groupId }) => groupId === props.group.id).map(({ role }) => role)
  const free = () => GroupRole.options.filter((role) => canGiveRole(props.group.roles, role) && !held().includes(role))
  const [wish, setWish] = createSignal<GroupRole>()
  const chosen = () => free().find((role) => role === wish()) ?? free()[0]
  return (
    <Show when={canManageGroup(props.group.roles) && chosen()}>
      {(role) => (
        <div class={styles.add}>
          <Select
            label={t('groups.addRole')}
            value={role()}
            onChange={setWish}
            options={free().map((value) => ({ value, label: `${roleName(value)}: ${roleDoes(value)}` }))}
          />
          <Button onClick={() => props.onGive(role())}>{t('groups.giveRole')}</Button>
        </div>
      )}
    </Show>
  )
}
