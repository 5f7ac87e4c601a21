import { useNavigate, useParams, useSearchParams } from '@solidjs/router'
import AppWindow from 'lucide-solid/icons/app-window'
import ClipboardCheck from 'lucide-solid/icons/clipboard-check'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import FolderInput from 'lucide-solid/icons/folder-input'
import Pencil from 'lucide-solid/icons/pencil'
import Plus from 'lucide-solid/icons/plus'
import UserPlus from 'lucide-solid/icons/user-plus'
import { createSignal, Match, Show, Switch } from 'solid-js'
import type { SeenGroup } from '../../../shared/groups.ts'
import type { GroupId } from '../../../shared/id.ts'
import { canManageGroup } from '../../../shared/rights.ts'
import { MoveGroupForm, NewGroupForm, RenameGroupForm } from '../../groups/GroupForms.tsx'
import { GroupPath } from '../../groups/GroupPath.tsx'
import { GroupPeopleList } from '../../groups/GroupPeopleList.tsx'
import { GroupsInside } from '../../groups/GroupsInside.tsx'
import { createInvitations } from '../../groups/invitations.ts'
import { InviteForm } from '../../groups/InviteForm.tsx'
import { createGroupPeople, useGroups } from '../../groups/state.ts'
import { childrenOf } from '../../groups/tree.ts'
import { t } from '../../platform/text.ts'
import { EmbedsForm } from './later.tsx'
import { useTitle } from '../../platform/title.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { RulesForm } from '../../review/RulesForm.tsx'
import { Page } from '../frame/Page.tsx'
import { NoSuchPlace } from '../not-found/NoSuchPlace.tsx'
import { CoursesOfGroup } from './CoursesOfGroup.tsx'
import styles from './GroupScreen.module.css'

const parts = ['courses', 'people', 'inside'] as const
type Part = (typeof parts)[number]

/** A group: what it learns and writes, who is in it and why, and the groups inside. */
export default function GroupScreen() {
  const params = useParams<{ groupId: string }>()
  const groups = useGroups()
  const group = () => groups.value()?.find(({ id, roles }) => id === params.groupId && roles.length > 0)
  useTitle(() => group()?.name)
  return (
    <Page>
      <Switch fallback={<Skeleton lines={5} />}>
        <Match when={group()}>{(found) => <GroupPage group={found()} />}</Match>
        <Match when={groups.value()}>
          <NoSuchPlace />
        </Match>
      </Switch>
    </Page>
  )
}

function GroupPage(props: { group: SeenGroup }) {
  const [search, setSearch] = useSearchParams<{ part?: string }>()
  const navigate = useNavigate()
  const [form, setForm] = createSignal<'invite' | 'new' | 'rename' | 'move' | 'rules' | 'embeds'>()
  const id = () => props.group.id
  const runs = () => canManageGroup(props.group.roles)
  const people = createGroupPeople(id)
  const invitations = createInvitations(() => (runs() ? id() : undefined))
  const part = () => parts.find((one) => one === search.part) ?? 'courses'
  const close = () => setForm()
  const goTo = (groupId: GroupId) => navigate(`/groups/${groupId}`)

  const tabs = () => [
    { key: 'courses' as const, label: t('groups.courses') },
    { key: 'people' as const, label: t('groups.people'), count: people.people()?.length ?? 0 },
    { key: 'inside' as const, label: t('groups.inside'), count: childrenOf(useGroups().value() ?? [], id()).length },
  ]
  const verbs = (): MenuItem[] => [
    { label: t('groups.newGroup'), icon: Plus, onSelect: () => setForm('new') },
    { label: t('review.rulesMenu'), icon: ClipboardCheck, onSelect: () => setForm('rules') },
    { label: t('embeds.menu'), icon: AppWindow, onSelect: () => setForm('embeds') },
    { label: t('groups.rename'), icon: Pencil, onSelect: () => setForm('rename') },
    { label: t('groups.move'), icon: FolderInput, onSelect: () => setForm('move'), disabled: props.group.parentId === null },
  ]
  const newGroupButton = () => (
    <Show when={runs()}>
      <Button onClick={() => setForm('new')}>
        <Plus /> {t('groups.newGroup')}
      </Button>
    </Show>
  )

  return (
    <>
      <header class={styles.header}>
        <div class={styles.title}>
          <GroupPath groupId={id()} />
          <h1>{props.group.name}</h1>
        </div>
        <Show when={runs()}>
          <div class={styles.verbs}>
            <Button onClick={() => setForm('invite')}>
              <UserPlus /> {t('groups.invite')}
            </Button>
            <Menu
              label={t('groups.more', { name: props.group.name })}
              placement="bottom-end"
              items={verbs()}
              trigger={(opener) => (
                <IconButton {...opener} label={t('groups.more', { name: props.group.name })}>
                  <Ellipsis />
                </IconButton>
              )}
            />
          </div>
        </Show>
      </header>
      <Tabs<Part>
        label={t('groups.parts')}
        tabs={tabs()}
        value={part()}
        onChange={(key) => setSearch({ part: key === 'courses' ? undefined : key }, { replace: true })}
      >
        {(key) => (
          <Switch>
            <Match when={key === 'courses'}>
              <CoursesOfGroup group={props.group} />
            </Match>
            <Match when={key === 'people'}>
              <GroupPeopleList group={props.group} people={people} invitations={invitations} />
            </Match>
            <Match when={key === 'inside'}>
              <GroupsInside group={props.group} first={newGroupButton()} />
            </Match>
          </Switch>
        )}
      </Tabs>
      <Switch>
        <Match when={form() === 'invite'}>
          <InviteForm group={props.group} people={people} invitations={invitations} onClose={close} />
        </Match>
        <Match when={form() === 'rules'}>
          <RulesForm groupId={props.group.id} onClose={close} />
        </Match>
        <Match when={form() === 'embeds'}>
          <EmbedsForm groupId={props.group.id} onClose={close} />
        </Match>
        <Match when={form() === 'new'}>
          <NewGroupForm group={props.group} onClose={close} onMade={goTo} />
        </Match>
        <Match when={form() === 'rename'}>
          <RenameGroupForm group={props.group} onClose={close} />
        </Match>
        <Match when={form() === 'move'}>
          <MoveGroupForm group={props.group} onClose={close} />
        </Match>
      </Switch>
    </>
  )
}
