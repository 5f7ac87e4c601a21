import { createSignal, createUniqueId, For, onMount, Show } from 'solid-js'
import { type Body, bodyOf, findMentionable, maxCommentLength, type Mentionable } from '../../shared/comments.ts'
import type { CourseId } from '../../shared/id.ts'
import { ask } from '../platform/api.ts'
import { t } from '../platform/text.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import styles from './Composer.module.css'
import { keepDraft, noDraft, recallDraft } from './drafts.ts'
import type { Threads } from './state.ts'

type ComposerProps = {
  threads: Pick<Threads, 'courseId' | 'mayInvite' | 'invite'>
  /** Where the words would go; what was begun there is kept on the device until it is sent. */
  draft: string
  label: string
  /** The verb on the button. */
  verb: string
  /** Words to begin with instead of a kept draft: those of a comment that is being changed. */
  words?: { typed: string; people: { id: Mentionable['id']; name: string }[] }
  focus?: boolean
  /** Resolves to whether the words have arrived; only then the field is emptied. */
  onSend: (body: Body) => Promise<boolean>
  /** Esc and Cancel: the words stay on the device. */
  onLeave?: () => void
}

/** A field for a comment. `@` offers people, Ctrl+Enter sends, Esc goes back and keeps the words on the device. */
export function Composer(props: ComposerProps) {
  const first = props.words ?? recallDraft(props.draft)
  const [typed, setTyped] = createSignal(first.typed)
  const [people, setPeople] = createSignal(first.people)
  const [busy, setBusy] = createSignal(false)
  const [stranger, setStranger] = createSignal<Mentionable>()
  let area!: HTMLTextAreaElement
  const picker = createPicker(
    () => props.threads.courseId,
    () => props.threads.mayInvite(),
  )
  const id = createUniqueId()

  const keep = () => !props.words && keepDraft(props.draft, { typed: typed(), people: people() })
  const write = (text: string) => {
    setTyped(text)
    grow()
    keep()
  }
  const grow = () => {
    area.style.blockSize = 'auto'
    area.style.blockSize = `${area.scrollHeight + 2}px`
  }
  onMount(() => {
    grow()
    if (!props.focus) return
    area.focus()
    area.setSelectionRange(area.value.length, area.value.length)
  })

  /** Somebody without access is asked in first: a mention would tell them nothing. */
  const choosePerson = (person: Mentionable) => {
    if (person.reads) return mention(person)
    picker.pause()
    setStranger(person)
  }
  const invite = async (person: Mentionable) => {
    setStranger()
    if (await props.threads.invite(person.id)) mention(person)
    else area.focus()
  }
  const mention = (person: Mentionable) => {
    const [from, to] = [picker.from(), area.selectionStart]
    const name = `@${person.name} `
    setPeople((all) => [...all.filter((each) => each.id !== person.id), { id: person.id, name: person.name }])
    write(typed().slice(0, from) + name + typed().slice(to))
    picker.close()
    area.focus()
    area.setSelectionRange(from + name.length, from + name.length)
  }

  /** The space that came with a name gives way to a sign that ends or parts a sentence. */
  const closeUp = (event: InputEvent & { currentTarget: HTMLTextAreaElement }) => {
    const { value, selectionStart: at } = event.currentTarget
    if (!/^[.,;:!?…)]$/.test(event.data ?? '') || !people().some(({ name }) => value.slice(0, at - 1).endsWith(`@${name} `))) return
    event.currentTarget.setRangeText('', at - 2, at - 1, 'preserve')
  }

  async function send() {
    if (!typed().trim() || tooLong() || busy()) return
    const sent = typed()
    setBusy(true)
    // The field is empty at once, because the words already stand in the thread; they come back when they are refused.
    setTyped('')
    grow()
    keep()
    const arrived = await props.onSend(bodyOf(sent, people()))
    setBusy(false)
    if (!arrived && !typed()) setTyped(sent)
    if (arrived && !typed()) setPeople(noDraft.people)
    if (area.isConnected) grow()
    keep()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (picker.people().length > 0 && picker.onKey(event, choosePerson)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void send()
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      if (picker.isOpen()) picker.close()
      else if (props.onLeave) props.onLeave()
      else area.blur()
    }
  }

  const tooLong = () => typed().length > maxCommentLength
  return (
    <div class={styles.composer}>
      <div class={styles.field}>
        <textarea
          ref={area}
          rows={1}
          class={styles.area}
          aria-label={props.label}
          placeholder={props.label}
          value={typed()}
          aria-autocomplete="list"
          aria-controls={`${id}-people`}
          aria-activedescendant={picker.people().length > 0 ? `${id}-${picker.at()}` : undefined}
          aria-invalid={tooLong() || undefined}
          onInput={(event) => {
            closeUp(event)
            write(event.currentTarget.value)
            picker.look(event.currentTarget)
          }}
          onClick={(event) => picker.look(event.currentTarget)}
          onBlur={() => !stranger() && picker.close()}
          onKeyDown={onKeyDown}
        />
        <ul
          id={`${id}-people`}
          class={styles.people}
          role="listbox"
          aria-label={t('comments.mention')}
          hidden={picker.people().length === 0}
        >
          <For each={picker.people()}>
            {(person, at) => (
              <li
                id={`${id}-${at()}`}
                role="option"
                class={styles.person}
                aria-selected={at() === picker.at()}
                aria-disabled={!person.reads && !props.threads.mayInvite()}
                onPointerDown={(event) => {
                  event.preventDefault()
                  if (person.reads || props.threads.mayInvite()) choosePerson(person)
                }}
              >
                <Avatar person={person} size="small" named />
                <span class={styles.name}>{person.name}</span>
                <Show when={!person.reads}>
                  <span class={styles.without}>{t(props.threads.mayInvite() ? 'comments.noAccessInvite' : 'comments.noAccess')}</span>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </div>
      <Show when={typed() || props.onLeave}>
        <div class={styles.foot}>
          <Show
            when={tooLong()}
            fallback={
              <span class={styles.hint}>
                <Kbd keys="Mod+Enter" /> {t('comments.sends')}
              </span>
            }
          >
            <span class={styles.fault} role="alert">
              {t('comments.tooLong', { count: typed().length - maxCommentLength })}
            </span>
          </Show>
          <Show when={props.onLeave}>
            <Button size="small" tone="quiet" onClick={() => props.onLeave?.()}>
              {t('ui.cancel')}
            </Button>
          </Show>
          <Button size="small" tone="primary" disabled={!typed().trim() || tooLong()} onClick={() => void send()}>
            {props.verb}
          </Button>
        </div>
      </Show>
      <Dialog
        open={stranger() !== undefined}
        onClose={() => {
          setStranger()
          area.focus()
        }}
        size="small"
        title={t('comments.inviteAsk', { name: stranger()?.name ?? '' })}
        footer={
          <>
            <Button onClick={() => setStranger()}>{t('ui.cancel')}</Button>
            <Button
              tone="primary"
              onClick={() => {
                const person = stranger()
                if (person) void invite(person)
              }}
            >
              {t('comments.invite')}
            </Button>
          </>
        }
      >
        <p>{t('comments.inviteText', { name: stranger()?.name ?? '' })}</p>
      </Dialog>
    </div>
  )
}

const restMs = 120

/** The list that `@` opens: whom the words before the caret may mean. */
function createPicker(courseId: () => CourseId, mayInvite: () => boolean) {
  const [query, setQuery] = createSignal<{ q: string; from: number }>()
  const [at, setAt] = createSignal(0)
  // No resource: reading one would suspend the whole screen while a name is typed.
  const [found, setFound] = createSignal<Mentionable[]>([])
  const people = () => (query() ? found() : [])
  async function find(q: string) {
    // A moment's rest, so that a name typed quickly is asked for once; offline nobody is offered.
    await new Promise((resolve) => setTimeout(resolve, restMs))
    if (query()?.q !== q) return
    const { items } = await ask(findMentionable, { courseId: courseId(), q }).catch(() => ({ items: [] }))
    if (query()?.q === q) setFound(items)
  }
  const move = (by: number) => setAt((now) => (now + by + people().length) % people().length)

  return {
    people,
    at,
    from: () => query()?.from ?? 0,
    isOpen: () => query() !== undefined,
    close: () => setQuery(),
    /** Nobody is offered for now; the name that was begun is remembered. */
    pause: () => setFound([]),
    look(area: HTMLTextAreaElement) {
      const before = area.value.slice(0, area.selectionStart)
      const typed = /(?:^|[\s(])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u.exec(before)?.[1]
      if (typed === undefined) return setQuery()
      if (typed !== query()?.q) setAt(0)
      setQuery({ q: typed, from: before.length - typed.length - 1 })
      void find(typed)
    },
    /** Says whether the key was for the list. */
    onKey(event: KeyboardEvent, pick: (person: Mentionable) => void): boolean {
      const chosen = people()[at()]
      if (event.key === 'ArrowDown') move(1)
      else if (event.key === 'ArrowUp') move(-1)
      else if (
        (event.key === 'Enter' || event.key === 'Tab') &&
        !event.ctrlKey &&
        !event.metaKey &&
        chosen &&
        (chosen.reads || mayInvite())
      )
        pick(chosen)
      else return false
      event.preventDefault()
      return true
    },
  }
}
