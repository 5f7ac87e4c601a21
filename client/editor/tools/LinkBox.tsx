import ExternalLink from 'lucide-solid/icons/external-link'
import FileText from 'lucide-solid/icons/file-text'
import Pencil from 'lucide-solid/icons/pencil'
import Unlink from 'lucide-solid/icons/unlink'
import { createMemo, createSignal, createUniqueId, For, onMount, Show } from 'solid-js'
import { allowedHref } from '../../../shared/document/addresses.ts'
import { t } from '../../platform/text.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { run } from '../block.ts'
import { setLink } from '../commands.ts'
import type { Tools } from './tools.ts'

type LinkBoxProps = {
  tools: Tools
  at: { href: string; from: number; to: number }
  editing: boolean
  editable: boolean
  onEdit: () => void
  onDone: () => void
}

/** Addresses are often pasted without their scheme. */
const complete = (typed: string) =>
  /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(typed) ? `https://${typed}` : /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed) ? `mailto:${typed}` : typed

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
      <Show when={props.tools.links?.titleOf(props.at.href)} fallback={<Elsewhere href={props.at.href} />}>
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

function Elsewhere(props: { href: string }) {
  return (
    <a class="link-address" href={allowedHref(props.href) ? props.href : undefined} target="_blank" rel="noopener noreferrer">
      <ExternalLink size={14} aria-label={t('editor.linkOpen')} />
      <span>{props.href}</span>
    </a>
  )
}

function Form(props: LinkBoxProps & { onRemove: () => void }) {
  const { view } = props.tools.lesson
  const [typed, setTyped] = createSignal(props.at.href)
  const [bad, setBad] = createSignal(false)
  const [picked, setPicked] = createSignal(-1)
  const listId = createUniqueId()
  const found = createMemo(() => (isAddress(typed()) ? [] : (props.tools.links?.find(typed()) ?? []).slice(0, 6)))
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
    const href = complete(typed().trim())
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
      <ul id={listId} class="link-lessons" role="listbox" aria-label={t('editor.lessons')} hidden={found().length === 0}>
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
              <FileText size={14} />
              {target.title}
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
