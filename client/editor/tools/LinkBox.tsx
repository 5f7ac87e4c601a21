import AtSign from 'lucide-solid/icons/at-sign'
import BookOpen from 'lucide-solid/icons/book-open'
import ExternalLink from 'lucide-solid/icons/external-link'
import FileText from 'lucide-solid/icons/file-text'
import Pencil from 'lucide-solid/icons/pencil'
import Unlink from 'lucide-solid/icons/unlink'
import { createEffect, createMemo, createSignal, createUniqueId, For, onCleanup, onMount, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { allowedHref } from '../../../shared/document/addresses.ts'
import { courseOfHref, isPersonHref } from '../../../shared/document/names.ts'
import { t } from '../../platform/text.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { run } from '../block.ts'
import { completeAddress, setLink } from '../links.ts'
import type { Links, Target, Tools } from './tools.ts'

type LinkBoxProps = {
  tools: Tools
  at: { href: string; from: number; to: number }
  editing: boolean
  editable: boolean
  onEdit: () => void
  onDone: () => void
}

/** What is an address already, and no part of a title. */
const isAddress = (typed: string) => /^[#/]|^\w+:|\.\w/.test(typed.trim())

/** Where a link leads, and the line to change it. */
export function LinkBox(props: LinkBoxProps) {
  const { view } = props.tools.lesson
  const remove = () => {
    run(view, setLink(null, props.at.from, props.at.to))
    props.onDone()
  }
  return (
    <Show when={props.editing} fallback={<Shown {...props} onRemove={remove} />}>
      <Form {...props} onRemove={remove} />
    </Show>
  )
}

function Shown(props: LinkBoxProps & { onRemove: () => void }) {
  return (
    <>
      <Show when={props.tools.links?.titleOf(props.at.href)} fallback={<Elsewhere tools={props.tools} at={props.at} />}>
        {(title) => (
          <button type="button" class="link-address" onClick={() => props.tools.links?.open(props.at.href)}>
            <FileText size={14} aria-label={t('editor.linkOpen')} />
            <span>{title()}</span>
          </button>
        )}
      </Show>
      <Show when={props.editable}>
        <IconButton label={t('editor.linkEdit')} size="small" onClick={() => props.onEdit()}>
          <Pencil size={16} />
        </IconButton>
        <IconButton label={t('editor.linkRemove')} size="small" onClick={() => props.onRemove()}>
          <Unlink size={16} />
        </IconButton>
      </Show>
    </>
  )
}

/** Out of the course: by its address, another course by its title. A person's name leads nowhere. */
function Elsewhere(props: { tools: Tools; at: LinkBoxProps['at'] }) {
  const [title, setTitle] = createSignal<string>()
  createEffect(() => {
    const { href } = props.at
    const course = courseOfHref(href)
    setTitle(course && href)
    if (!course) return
    void titleOf(course).then(
      (found) => props.at.href === href && setTitle(found ?? t('editor.linkHidden')),
      () => {}, // offline its address has to do
    )
  })
  const titleOf = async (course: string) => (await props.tools.links?.elsewhere())?.titleOf(course) ?? null
  const name = () => props.tools.state().doc.textBetween(props.at.from, props.at.to)
  return (
    <Show
      when={!isPersonHref(props.at.href)}
      fallback={
        <span class="link-address">
          <AtSign size={14} />
          <span>{name()}</span>
        </span>
      }
    >
      <a class="link-address" href={allowedHref(props.at.href) ? props.at.href : undefined} target="_blank" rel="noopener noreferrer">
        <Dynamic component={title() ? BookOpen : ExternalLink} size={14} aria-label={t('editor.linkOpen')} />
        <span>{title() ?? props.at.href}</span>
      </a>
    </Show>
  )
}

const pictures = { lesson: FileText, course: BookOpen, person: AtSign }
const restMs = 150

/** What was typed may be a lesson, which is known at once, or another course or a person, which the server is asked for. */
function createFound(links: () => Links | undefined, typed: () => string) {
  const search = async (now: string) => (await links()?.elsewhere())?.find(now) ?? []
  const [far, setFar] = createSignal<{ typed: string; found: readonly Target[] }>({ typed: '', found: [] })
  createEffect(() => {
    const now = typed().trim()
    if (now.length < 2 || isAddress(now)) return
    const timer = setTimeout(
      () =>
        void search(now).then(
          (found) => setFar({ typed: now, found }),
          () => {}, // offline there are the lessons
        ),
      restMs,
    )
    onCleanup(() => clearTimeout(timer))
  })
  return createMemo((): readonly Target[] => {
    if (isAddress(typed())) return []
    const near = (links()?.find(typed()) ?? []).slice(0, 6)
    return far().typed === typed().trim() ? [...near, ...far().found] : near
  })
}

function Form(props: LinkBoxProps & { onRemove: () => void }) {
  const { view } = props.tools.lesson
  const [typed, setTyped] = createSignal(props.at.href)
  const [bad, setBad] = createSignal(false)
  const [picked, setPicked] = createSignal(-1)
  const listId = createUniqueId()
  const found = createFound(() => props.tools.links, typed)
  const put = (href: string) => {
    run(view, setLink(href, props.at.from, props.at.to))
    props.onDone()
  }
  let input!: HTMLInputElement
  // After the toolbar that holds it has come up: nothing takes the focus before.
  onMount(() =>
    requestAnimationFrame(() => {
      input.focus()
      input.select()
    }),
  )
  const apply = (event: SubmitEvent) => {
    event.preventDefault()
    const choice = found()[picked()]
    if (choice) return put(choice.href)
    const href = completeAddress(typed().trim())
    if (href === '') return props.onRemove()
    if (!allowedHref(href)) return setBad(true)
    put(href)
  }
  return (
    <form class="link-form" onSubmit={apply}>
      <input
        ref={input}
        value={typed()}
        placeholder={t('editor.linkPlaceholder')}
        aria-label={t('editor.linkAddress')}
        role="combobox"
        aria-expanded={found().length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={found()[picked()] ? `${listId}-${picked()}` : undefined}
        aria-invalid={bad() || undefined}
        aria-describedby={bad() ? 'link-bad' : undefined}
        inputmode="url"
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          setBad(false)
          setPicked(-1)
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
          if (step && found().length > 0) {
            event.preventDefault()
            setPicked((now) => (now + step + found().length) % found().length)
          }
          if (event.key !== 'Escape') return
          event.stopPropagation()
          props.onDone()
        }}
      />
      <Button type="submit" size="small" tone="primary">
        {t('editor.linkApply')}
      </Button>
      <ul id={listId} class="link-lessons" role="listbox" aria-label={t('editor.linkTargets')} hidden={found().length === 0}>
        <For each={found()}>
          {(target, at) => (
            <li
              id={`${listId}-${at()}`}
              role="option"
              aria-selected={at() === picked()}
              onPointerDown={(event) => {
                event.preventDefault() // the focus stays in the line
                put(target.href)
              }}
            >
              <Dynamic component={pictures[target.kind]} size={14} />
              <span>{target.title}</span>
              <Show when={target.about}>
                <span class="link-about">{target.about}</span>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={bad()}>
        <p id="link-bad" class="link-bad" role="alert">
          {t('editor.linkBad')}
        </p>
      </Show>
    </form>
  )
}
