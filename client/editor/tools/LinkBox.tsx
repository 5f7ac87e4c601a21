import ExternalLink from 'lucide-solid/icons/external-link'
import Pencil from 'lucide-solid/icons/pencil'
import Unlink from 'lucide-solid/icons/unlink'
import { createSignal, onMount, Show } from 'solid-js'
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
      <a class="link-address" href={allowedHref(props.at.href) ? props.at.href : undefined} target="_blank" rel="noopener noreferrer">
        <ExternalLink size={14} aria-label={t('editor.linkOpen')} />
        <span>{props.at.href}</span>
      </a>
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

function Form(props: LinkBoxProps & { onRemove: () => void }) {
  const { view } = props.tools.lesson
  const [typed, setTyped] = createSignal(props.at.href)
  const [bad, setBad] = createSignal(false)
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
    const href = complete(typed().trim())
    if (href === '') return props.onRemove()
    if (!allowedHref(href)) return setBad(true)
    run(view, setLink(href, props.at.from, props.at.to))
    props.onDone()
  }
  return (
    <form class="link-form" onSubmit={apply}>
      <input
        ref={input}
        value={typed()}
        placeholder={t('editor.linkPlaceholder')}
        aria-label={t('editor.linkAddress')}
        aria-invalid={bad() || undefined}
        aria-describedby={bad() ? 'link-bad' : undefined}
        inputmode="url"
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          setBad(false)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          props.onDone()
        }}
      />
      <Button type="submit" size="small" tone="primary">
        {t('editor.linkApply')}
      </Button>
      <Show when={bad()}>
        <p id="link-bad" class="link-bad" role="alert">
          {t('editor.linkBad')}
        </p>
      </Show>
    </form>
  )
}
