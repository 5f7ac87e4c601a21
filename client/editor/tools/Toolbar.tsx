import Bold from 'lucide-solid/icons/bold'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import Code from 'lucide-solid/icons/code'
import Italic from 'lucide-solid/icons/italic'
import Link from 'lucide-solid/icons/link'
import MessageSquareText from 'lucide-solid/icons/message-square-text'
import PencilLine from 'lucide-solid/icons/pencil-line'
import Strikethrough from 'lucide-solid/icons/strikethrough'
import Underline from 'lucide-solid/icons/underline'
import { TextSelection } from 'prosemirror-state'
import { type Component, createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { t } from '../../platform/text.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { run } from '../block.ts'
import { isMarked, toggle } from '../commands.ts'
import { linkAt } from '../links.ts'
import { turnings } from '../registry.ts'
import { icons } from './icons.ts'
import { LinkBox } from './LinkBox.tsx'
import { placeBeside } from './placing.ts'
import { type AskedTool, isOfNow, type Tools } from './tools.ts'

const marks = [
  { mark: 'strong', words: 'bold', keys: 'Mod+B', icon: Bold },
  { mark: 'em', words: 'italic', keys: 'Mod+I', icon: Italic },
  { mark: 'underline', words: 'underline', keys: 'Mod+U', icon: Underline },
  { mark: 'strike', words: 'strike', keys: 'Mod+Shift+X', icon: Strikethrough },
  { mark: 'code', words: 'code', keys: 'Mod+E', icon: Code },
] as const

type ToolbarProps = { tools: Tools; editable: boolean; mayComment: boolean; asked: AskedTool | undefined; onAnswered: () => void }

/** Floats over selected words, and over a link that the caret stands in. Nothing is shown while the mouse still selects. */
export function Toolbar(props: ToolbarProps) {
  const { view } = props.tools.lesson
  const [pressing, setPressing] = createSignal(false)
  const [focused, setFocused] = createSignal(view.hasFocus())
  const [inside, setInside] = createSignal(false)
  const [dismissed, setDismissed] = createSignal(false)
  const [entered, setEntered] = createSignal(false)
  const [linking, setLinking] = createSignal<{ href: string; from: number; to: number }>()

  const press = () => setPressing(true)
  const release = () => setTimeout(() => setPressing(false)) // the selection follows the release of the mouse
  const focus = (event: FocusEvent) => {
    // Told before the text loses the focus: a toolbar that vanished in between would take the focus down with it.
    if (event.relatedTarget instanceof Element && event.relatedTarget.closest('.editor-toolbar')) setInside(true)
    setFocused(view.hasFocus() || !view.editable)
  }
  const escape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setDismissed(true)
  }
  view.dom.addEventListener('mousedown', press)
  view.dom.addEventListener('focusin', focus)
  view.dom.addEventListener('focusout', focus)
  view.dom.addEventListener('keydown', escape)
  // A lesson that is only for reading never has the focus, and so cannot lose it to the comment somebody writes.
  const elsewhere = (event: FocusEvent) => {
    if (!view.editable && event.target instanceof Element && !event.target.closest('.editor-toolbar')) setDismissed(true)
  }
  document.addEventListener('focusin', elsewhere)
  document.addEventListener('mouseup', release)
  onCleanup(() => {
    view.dom.removeEventListener('mousedown', press)
    view.dom.removeEventListener('focusin', focus)
    view.dom.removeEventListener('focusout', focus)
    view.dom.removeEventListener('keydown', escape)
    document.removeEventListener('focusin', elsewhere)
    document.removeEventListener('mouseup', release)
  })

  const selection = createMemo(() => props.tools.state().selection, undefined, { equals: (a, b) => a.eq(b) })
  createEffect(on(selection, () => (setDismissed(false), setEntered(false), setLinking()), { defer: true }))
  const link = createMemo(() => (selection().empty ? linkAt(props.tools.state()) : null))
  const onWords = () => selection() instanceof TextSelection && !selection().empty && (props.editable || props.mayComment)
  const shown = () =>
    (focused() || inside() || !props.editable) && !pressing() && !dismissed() && (linking() !== undefined || onWords() || link() !== null)

  const startLink = () => {
    const { from, to } = selection()
    if (!view.hasFocus()) view.focus() // from the button, which is about to go, to the line of the address
    setLinking(linkAt(props.tools.state()) ?? { href: '', from, to })
  }
  createEffect(() => !shown() && setLinking())
  createEffect(
    on(
      () => props.asked,
      (asked) => {
        if (!asked || asked.tool === 'blockMenu') return
        props.onAnswered()
        if (!isOfNow(asked, view.state)) return
        setDismissed(false)
        if (asked.tool === 'link') startLink()
        else setEntered(true)
      },
    ),
  )
  const endLink = () => {
    setLinking()
    view.focus()
  }

  return (
    <Show when={shown()}>
      <Floating tools={props.tools} onInside={setInside} focusFirst={entered()} onEntered={() => setEntered(false)}>
        <Show
          when={linking() ?? link()}
          fallback={<Buttons tools={props.tools} editable={props.editable} mayComment={props.mayComment} onLink={startLink} />}
        >
          {(at) => (
            <LinkBox
              tools={props.tools}
              at={at()}
              editing={linking() !== undefined}
              editable={props.editable}
              onEdit={startLink}
              onDone={endLink}
            />
          )}
        </Show>
      </Floating>
    </Show>
  )
}

function Floating(props: {
  tools: Tools
  onInside: (inside: boolean) => void
  focusFirst: boolean
  onEntered: () => void
  children: JSX.Element
}) {
  let box!: HTMLDivElement
  const { view } = props.tools.lesson
  const anchor = () => {
    const { from, to } = props.tools.state().selection
    const [start, end] = [view.coordsAtPos(from), view.coordsAtPos(to, -1)]
    const oneLine = Math.abs(start.top - end.top) < 4
    const [left, right] = oneLine ? [start.left, end.right] : [Math.min(start.left, end.left), Math.max(start.left, end.right)]
    return new DOMRect(left, start.top, right - left, end.bottom - start.top)
  }
  placeBeside(() => box, anchor, props.tools.state, matchMedia('(pointer: coarse)').matches ? 'bottom' : 'top')
  createEffect(() => {
    if (!props.focusFirst) return
    queueMicrotask(() => {
      box.querySelector('button')?.focus()
      props.onEntered()
    })
  })
  onCleanup(() => props.onInside(false))
  return (
    <div
      ref={box}
      popover="manual"
      class="editor-toolbar"
      role="toolbar"
      aria-label={t('editor.toolbar')}
      onFocusIn={() => props.onInside(true)}
      onFocusOut={(event) => props.onInside(event.relatedTarget instanceof Node && box.contains(event.relatedTarget))}
      onKeyDown={(event) => {
        if (event.key === 'Escape') view.focus()
      }}
    >
      {props.children}
    </div>
  )
}

function Buttons(props: { tools: Tools; editable: boolean; mayComment: boolean; onLink: () => void }) {
  const { view } = props.tools.lesson
  const inCode = () => props.tools.state().selection.$from.parent.type.spec.code === true
  /** Who may not write suggests what the words shall look like. */
  const press = (name: string) => (props.editable ? run(view, toggle(name)) : props.tools.suggest?.(name))
  return (
    <>
      <Show when={(props.editable || props.tools.suggest) && !inCode()}>
        <Show when={props.editable}>
          <TurnInto tools={props.tools} />
        </Show>
        <For each={marks}>
          {({ mark, words, keys, icon }) => (
            <Tool
              label={t(`editor.${words}`)}
              keys={keys}
              icon={icon}
              pressed={isMarked(props.tools.state(), mark)}
              onPress={() => press(mark)}
            />
          )}
        </For>
        <Tool
          label={t('editor.link')}
          keys="Mod+K"
          icon={Link}
          pressed={isMarked(props.tools.state(), 'link')}
          onPress={() => (props.editable ? props.onLink() : press('link'))}
        />
      </Show>
      <Show when={props.tools.suggest}>
        {(suggest) => <Tool label={t('suggestions.suggest')} keys="Ctrl+Alt+S" icon={PencilLine} onPress={() => suggest()()} />}
      </Show>
      <Show when={props.mayComment}>
        <Tool label={t('editor.comment')} keys="Ctrl+Alt+M" icon={MessageSquareText} onPress={() => props.tools.comment?.()} />
      </Show>
    </>
  )
}

function Tool(props: { label: string; keys: string; icon: Component<{ size?: number }>; pressed?: boolean; onPress: () => void }) {
  return (
    <IconButton
      label={props.label}
      keys={props.keys}
      size="small"
      {...(props.pressed !== undefined && { pressed: props.pressed })}
      onMouseDown={(event) => event.preventDefault()} // the selection stays
      onClick={() => props.onPress()}
    >
      <Dynamic component={props.icon} size={16} />
    </IconButton>
  )
}

function TurnInto(props: { tools: Tools }) {
  const { view } = props.tools.lesson
  const possible = () => props.tools.state().selection.$from.parent.type.spec.group === 'block'
  const now = () =>
    turnings.find((entry) => entry.isActive?.(props.tools.state()) && entry.group === 'list') ??
    turnings.find((entry) => entry.isActive?.(props.tools.state())) ??
    turnings[0]
  const items = (): MenuItem[] =>
    turnings.map((entry) => ({
      label: t(`editor.block.${entry.name}`),
      icon: icons[entry.name] as Component,
      checked: entry === now(),
      onSelect: () => run(view, entry.run),
    }))
  return (
    <Show when={possible()}>
      <Menu
        label={t('editor.turnInto')}
        items={items()}
        trigger={(opener) => (
          <button {...opener} type="button" class="editor-turn" onMouseDown={(event) => event.preventDefault()}>
            {t(`editor.block.${now()?.name ?? 'paragraph'}`)}
            <ChevronDown size={14} />
          </button>
        )}
      />
    </Show>
  )
}
