import { createSignal, onCleanup, onMount, Show, type JSX } from 'solid-js'
import { place } from './floating.ts'
import { Kbd } from './Kbd.tsx'
import styles from './Tooltips.module.css'

/** Words shown when its child is pointed at or focused. `IconButton` and `Avatar` have theirs already. */
export function Tooltip(props: { text: string; keys?: string; children: JSX.Element }) {
  return (
    <span class={styles.anchor} data-tip={props.text} data-tip-keys={props.keys}>
      {props.children}
    </span>
  )
}

type Tip = { text: string; keys: string | undefined }
const delayMs = 450

/** Draws the tooltip of whatever carries `data-tip`. The program shows it once: one box and five listeners serve every button. */
export function Tooltips() {
  const [tip, setTip] = createSignal<Tip>()
  let box!: HTMLDivElement
  let waiting: ReturnType<typeof setTimeout> | undefined

  const hide = () => {
    clearTimeout(waiting)
    if (!tip()) return
    box.hidePopover()
    setTip()
  }
  const show = (target: HTMLElement) => {
    const text = target.dataset['tip']
    if (!text || !target.isConnected || target.getAttribute('aria-expanded') === 'true') return
    setTip({ text, keys: target.dataset['tipKeys'] })
    box.showPopover()
    place(box, target.getBoundingClientRect(), 'bottom')
  }
  const wait = (event: Event, afterMs: number) => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tip]') : null
    hide()
    if (target) waiting = setTimeout(() => show(target), afterMs)
  }
  const onPoint = (event: PointerEvent) => event.pointerType === 'mouse' && wait(event, delayMs)
  const onFocus = (event: FocusEvent) => event.target instanceof Element && event.target.matches(':focus-visible') && wait(event, delayMs)

  onMount(() => {
    document.addEventListener('pointerover', onPoint)
    document.addEventListener('focusin', onFocus)
    for (const kind of ['focusout', 'pointerdown', 'keydown'] as const) document.addEventListener(kind, hide)
  })
  onCleanup(() => {
    hide()
    document.removeEventListener('pointerover', onPoint)
    document.removeEventListener('focusin', onFocus)
    for (const kind of ['focusout', 'pointerdown', 'keydown'] as const) document.removeEventListener(kind, hide)
  })

  return (
    <div ref={(element) => (box = element)} popover="manual" class={styles.tip} aria-hidden="true">
      {tip()?.text}
      <Show when={tip()?.keys}>{(keys) => <Kbd keys={keys()} />}</Show>
    </div>
  )
}
