import Check from 'lucide-solid/icons/check'
import Copy from 'lucide-solid/icons/copy'
import Mail from 'lucide-solid/icons/mail'
import Plus from 'lucide-solid/icons/plus'
import { createEffect, createSignal, For, on, onCleanup, Show } from 'solid-js'
import type { CourseId } from '../../shared/id.ts'
import type { Person } from '../../shared/people.ts'
import { CourseRole } from '../../shared/rights.ts'
import { createAsked } from '../platform/asked.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { Select, TextField } from '../ui/Field.tsx'
import { type CoursePeople, findPeople } from './state.ts'
import styles from './dialogs.module.css'
import { courseRoleWords, shortCourseRole } from './words.ts'

const isAddress = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
/** Long enough for a fast typist's next letter. */
const pauseMs = 200

/** Finds people by name and adds them to the course, or invites an address that is new. */
export function AddPeople(props: { courseId: CourseId; room: CoursePeople }) {
  const [text, setText] = createSignal('')
  const [wanted, setWanted] = createSignal<string>()
  const [role, setRole] = createSignal<CourseRole>('editor')
  const [link, setLink] = createSignal<{ email: string; url: string }>()
  const [busy, setBusy] = createSignal(false)
  const found = createAsked(wanted, (q) => findPeople(q, props.courseId))

  createEffect(
    on(text, (now) => {
      const timer = setTimeout(() => setWanted(now.trim().length > 1 ? now.trim() : undefined), pauseMs)
      onCleanup(() => clearTimeout(timer))
    }),
  )

  async function add(person: Person) {
    await props.room.give(person.id, role()).catch(showProblem)
    setText('')
  }
  async function inviteAddress(event: SubmitEvent) {
    event.preventDefault()
    const email = text().trim()
    if (!isAddress(email) || busy()) return
    setBusy(true)
    try {
      const url = await props.room.invite(email, role())
      if (url) setLink({ email, url })
      else toast(t('courses.inviteMailed', { email }), { tone: 'ok' })
      setText('')
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form class={styles.add} onSubmit={(event) => void inviteAddress(event)}>
      <div class={styles.fields}>
        <TextField
          label={t('courses.add')}
          hint={`${t('courses.addHint')} ${courseRoleWords(role())}`}
          value={text()}
          onInput={setText}
          autocomplete="off"
          autofocus
          maxLength={254}
        />
        <Select
          label={t('courses.role')}
          value={role()}
          onChange={setRole}
          options={CourseRole.options.map((value) => ({ value, label: shortCourseRole(value) }))}
        />
      </div>
      <Show when={wanted() ? found.value() : undefined}>
        {(people) => (
          <ul class={styles.list} aria-live="polite">
            <For each={people()} fallback={<li class={styles.soft}>{isAddress(text().trim()) ? '' : t('courses.nobody')}</li>}>
              {(person) => <Found person={person} room={props.room} onAdd={() => void add(person)} />}
            </For>
          </ul>
        )}
      </Show>
      <Show when={isAddress(text().trim())}>
        <Button type="submit" busy={busy()}>
          <Mail />
          {t('courses.inviteAddress', { email: text().trim() })}
        </Button>
      </Show>
      <Show when={link()}>{(made) => <NewLink email={made().email} url={made().url} />}</Show>
    </form>
  )
}

function Found(props: { person: Person; room: CoursePeople; onAdd: () => void }) {
  const isInvited = () => props.room.people()?.some((member) => member.person.id === props.person.id && member.courseRole)
  return (
    <li class={styles.row}>
      <Avatar person={props.person} named />
      <span class={`${styles.who} ${styles.name}`}>{props.person.name}</span>
      <Show when={!isInvited()} fallback={<span class={styles.soft}>{t('courses.isHere')}</span>}>
        <Button size="small" onClick={() => props.onAdd()} aria-label={t('courses.addPerson', { name: props.person.name })}>
          <Plus />
          {t('courses.addOne')}
        </Button>
      </Show>
    </li>
  )
}

/** A link to pass on by hand, where no mail server is set. It is shown this once. */
function NewLink(props: { email: string; url: string }) {
  const [copied, setCopied] = createSignal(false)
  const copy = () => void navigator.clipboard.writeText(props.url).then(() => setCopied(true), showProblem)
  return (
    <div class={styles.link} role="status">
      <p>{t('courses.inviteLink', { email: props.email })}</p>
      <div class={styles.linkRow}>
        <TextField
          label={t('courses.copyLink')}
          hideLabel
          value={props.url}
          onInput={() => {}}
          readonly
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button onClick={copy}>
          <Show when={copied()} fallback={<Copy />}>
            <Check />
          </Show>
          {copied() ? t('ui.copied') : t('courses.copyLink')}
        </Button>
      </div>
    </div>
  )
}
