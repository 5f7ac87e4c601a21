import LogOut from 'lucide-solid/icons/log-out'
import X from 'lucide-solid/icons/x'
import { For, Show } from 'solid-js'
import type { Course, CourseMember } from '../../shared/courses.ts'
import type { Invitation } from '../../shared/invitations.ts'
import { CourseRole } from '../../shared/rights.ts'
import { date, list } from '../platform/format.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { useMe } from '../platform/session.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AddPeople } from './AddPeople.tsx'
import { createCoursePeople, type CoursePeople } from './state.ts'
import styles from './dialogs.module.css'
import { groupRoleWords, shortCourseRole } from './words.ts'

/** Who can read the draft and why; for who manages the course, also adding, changing and removing. */
export function CoursePeopleDialog(props: { open: boolean; onClose: () => void; course: Course }) {
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t('courses.people')}
      about={t('courses.peopleAbout', { title: props.course.title })}
    >
      <People course={props.course} onLeft={props.onClose} />
    </Dialog>
  )
}

function People(props: { course: Course; onLeft: () => void }) {
  const room = createCoursePeople(() => props.course)
  const invited = () => room.people()?.filter(({ courseRole }) => courseRole) ?? []
  const byGroup = () => room.people()?.filter(({ courseRole }) => !courseRole) ?? []
  return (
    <div class={styles.people}>
      <Show when={props.course.canManage}>
        <AddPeople courseId={props.course.id} room={room} />
      </Show>
      <Show when={room.fault()}>{(fault) => <Banner tone="danger">{wordsOf(fault())}</Banner>}</Show>
      <Show when={room.people()} fallback={<Skeleton lines={4} />}>
        <Section title={t('courses.invited')} items={invited()}>
          {(member) => <Invited member={member} course={props.course} room={room} onLeft={props.onLeft} />}
        </Section>
        <Section title={t('courses.waiting')} items={room.invitations() ?? []}>
          {(invitation) => <Waiting invitation={invitation} room={room} />}
        </Section>
        <Section title={t('courses.byGroup')} items={byGroup()}>
          {(member) => (
            <>
              <Who member={member} />
              <span class={styles.role}>{list(member.roles.map(groupRoleWords))}</span>
            </>
          )}
        </Section>
      </Show>
    </div>
  )
}

/** One kind of people, left out while there are none. */
function Section<Item>(props: { title: string; items: readonly Item[]; children: (item: Item) => ReturnType<typeof Who> }) {
  return (
    <Show when={props.items.length}>
      <section>
        <h3 class={styles.heading}>{props.title}</h3>
        <ul class={styles.list}>
          <For each={props.items}>{(item) => <li class={styles.row}>{props.children(item)}</li>}</For>
        </ul>
      </section>
    </Show>
  )
}

function Who(props: { member: CourseMember }) {
  const me = useMe()
  return (
    <>
      <Avatar person={props.member.person} named />
      <span class={styles.who}>
        <span class={styles.name}>
          {props.member.person.name}
          <Show when={props.member.person.id === me().id}>
            <span class={styles.soft}> ({t('courses.you')})</span>
          </Show>
        </span>
        <Show when={props.member.email}>
          <span class={styles.soft}>{props.member.email}</span>
        </Show>
      </span>
    </>
  )
}

function Invited(props: { member: CourseMember; course: Course; room: CoursePeople; onLeft: () => void }) {
  const me = useMe()
  const mine = () => props.member.person.id === me().id
  const name = () => props.member.person.name
  // The section holds only people with a role on the course.
  const role = () => props.member.courseRole ?? 'viewer'

  const change = (next: CourseRole) => void props.room.give(props.member.person.id, next).catch(showProblem)
  const remove = () =>
    void props.room
      .take(props.member.person.id)
      .then(() => {
        toast(t('courses.removed', { name: name() }))
        if (mine()) props.onLeft()
      })
      .catch(showProblem)

  return (
    <>
      <Who member={props.member} />
      <Show when={props.course.canManage && !mine()} fallback={<span class={styles.role}>{shortCourseRole(role())}</span>}>
        <Select
          label={t('courses.roleOf', { name: name() })}
          hideLabel
          value={role()}
          onChange={change}
          options={CourseRole.options.map((value) => ({ value, label: shortCourseRole(value) }))}
        />
      </Show>
      <Show when={props.course.canManage || mine()}>
        <IconButton size="small" label={mine() ? t('courses.leave') : t('courses.remove', { name: name() })} onClick={remove}>
          <Show when={mine()} fallback={<X />}>
            <LogOut />
          </Show>
        </IconButton>
      </Show>
    </>
  )
}

function Waiting(props: { invitation: Invitation; room: CoursePeople }) {
  const withdraw = () =>
    void props.room
      .withdraw(props.invitation.id)
      .then(() => toast(t('courses.withdrawn', { email: props.invitation.email })))
      .catch(showProblem)
  return (
    <>
      <Avatar person={{ name: props.invitation.email, colour: 9 }} named />
      <span class={styles.who}>
        <span class={styles.name}>{props.invitation.email}</span>
        <span class={styles.soft}>{t('courses.goodUntil', { date: date(props.invitation.expiresAt) })}</span>
      </span>
      <span class={styles.role}>{props.invitation.place.to === 'course' ? shortCourseRole(props.invitation.place.role) : ''}</span>
      <IconButton size="small" label={t('courses.withdraw', { email: props.invitation.email })} onClick={withdraw}>
        <X />
      </IconButton>
    </>
  )
}
