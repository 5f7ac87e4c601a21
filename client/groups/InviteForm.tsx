import { createSignal, For, Show } from 'solid-js'
import type { SeenGroup } from '../../shared/groups.ts'
import { searchPeople, type Person } from '../../shared/people.ts'
import { canGiveRole, GroupRole } from '../../shared/rights.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { CopyField } from '../ui/CopyField.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select, TextField } from '../ui/Field.tsx'
import styles from './Groups.module.css'
import type { Invitations } from './invitations.ts'
import type { GroupPeople } from './state.ts'
import { roleDoes, roleName } from './words.ts'

type Sent = { email: string; link: string | null }
type InviteFormProps = { group: SeenGroup; people: GroupPeople; invitations: Invitations; onClose: () => void }

/** Brings somebody into a group: a role at once for people who are here, an invitation for the others. */
export function InviteForm(props: InviteFormProps) {
  const [who, setWho] = createSignal('')
  const [role, setRole] = createSignal<GroupRole>('learner')
  const [fault, setFault] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const [sent, setSent] = createSignal<Sent>()

  const search = () => (who().trim().length > 1 ? who().trim() : undefined)
  const found = createAsked(search, async (q) => (await ask(searchPeople, { q })).items.slice(0, 5))
  const roles = () =>
    GroupRole.options
      .filter((one) => canGiveRole(props.group.roles, one))
      .map((value) => ({ value, label: `${roleName(value)}: ${roleDoes(value)}` }))

  const attempt = async (act: () => Promise<void>) => {
    setFault()
    setBusy(true)
    try {
      await act()
    } catch (error) {
      setFault(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  const give = (person: Person) =>
    attempt(async () => {
      await props.people.give(person.id, role())
      toast(t('groups.given', { name: person.name, role: roleName(role()) }), { tone: 'ok' })
      props.onClose()
    })
  const invite = () =>
    attempt(async () => {
      const email = who().trim()
      setSent({ email, link: await props.invitations.invite(props.group.id, email, role()) })
    })

  return (
    <Dialog open title={t('groups.inviteTitle', { group: props.group.name })} onClose={props.onClose}>
      <Show
        when={sent()}
        fallback={
          <form
            class={styles.form}
            onSubmit={(event) => {
              event.preventDefault()
              void invite()
            }}
          >
            <TextField label={t('groups.inviteWho')} value={who()} onInput={setWho} error={fault()} required autofocus autocomplete="off" />
            <Select label={t('groups.inviteRole')} value={role()} onChange={setRole} options={roles()} />
            <Show when={found.value()?.length}>
              <section>
                <h3 class={styles.small}>{t('groups.inviteFound')}</h3>
                <ul>
                  <For each={found.value()}>
                    {(person) => (
                      <li class={styles.found}>
                        <Avatar person={person} named />
                        <span class={styles.name}>{person.name}</span>
                        <Button size="small" busy={busy()} onClick={() => void give(person)}>
                          {t('groups.inviteGive')}
                        </Button>
                      </li>
                    )}
                  </For>
                </ul>
              </section>
            </Show>
            <Button type="submit" tone="primary" busy={busy()} disabled={!who().includes('@')}>
              {t('groups.inviteSend')}
            </Button>
          </form>
        }
      >
        {(done) => (
          <div class={styles.form}>
            <Show when={done().link} fallback={<p>{t('groups.inviteMailed', { email: done().email })}</p>}>
              {(link) => (
                <>
                  <p>{t('groups.inviteLink', { email: done().email })}</p>
                  <CopyField label={t('groups.linkLabel')} value={link()} />
                </>
              )}
            </Show>
            <Button
              onClick={() => {
                setWho('')
                setSent()
              }}
            >
              {t('groups.inviteAnother')}
            </Button>
          </div>
        )}
      </Show>
    </Dialog>
  )
}
