import { createSignal, createUniqueId, onCleanup, Show, type JSX } from 'solid-js'
import { place, type Placement } from './floating.ts'
import { classes } from './classes.ts'
import styles from './Popover.module.css'

/** What a button needs to open a popover: spread it, `<Button {...opener}>`. */
export type Opener = {
  ref: (button: HTMLButtonElement) => void
  popovertarget: string
  'aria-haspopup': 'dialog' | 'menu'
  readonly 'aria-expanded': boolean
  onKeyDown?: (event: KeyboardEvent) => void
}

export type PopoverFrameProps = {
  label: string
  trigger: (opener: Opener) => JSX.Element
  placement?: Placement
  role: 'dialog' | 'menu'
  class?: string | undefined
  onOpen?: (box: HTMLElement) => void
  onTriggerKeyDown?: (event: KeyboardEvent, open: () => void) => void
  onKeyDown?: (event: KeyboardEvent & { currentTarget: HTMLElement }) => void
  children: (close: () => void) => JSX.Element
}

/** Small things beside the button that opens them. Esc and a click elsewhere close it; focus returns by itself. */
export function Popover(props: Omit<PopoverFrameProps, 'role' | 'onOpen' | 'onTriggerKeyDown' | 'onKeyDown'>) {
  return <PopoverFrame {...props} role="dialog" class={classes(styles.roomy, props.class)} />
}

/** The browser's own popover, placed by us. Its content exists only while it is open. */
export function PopoverFrame(props: PopoverFrameProps) {
  const id = `p${createUniqueId()}`
  const [open, setOpen] = createSignal(false)
  let box!: HTMLDivElement
  let button: HTMLButtonElement | undefined

  const follow = () => button && place(box, button.getBoundingClientRect(), props.placement ?? 'bottom-start')
  const listen = (on: boolean) => {
    const change = on ? 'addEventListener' : 'removeEventListener'
    window[change]('resize', follow)
    window[change]('scroll', follow, true)
  }
  onCleanup(() => listen(false))

  const opener: Opener = {
    ref: (element) => (button = element),
    popovertarget: id,
    'aria-haspopup': props.role,
    get 'aria-expanded'() {
      return open()
    },
    onKeyDown: (event) => props.onTriggerKeyDown?.(event, () => box.showPopover()),
  }

  const onBeforeToggle = (event: ToggleEvent) => {
    if (event.newState !== 'open') return
    setOpen(true)
    listen(true)
    requestAnimationFrame(() => {
      follow()
      props.onOpen?.(box)
    })
  }
  // What is inside goes only afterwards: the browser gives focus back to the button only while it is still in here.
  const onToggle = (event: ToggleEvent) => {
    if (event.newState === 'open') return
    setOpen(false)
    listen(false)
  }

  return (
    <>
      {props.trigger(opener)}
      <div
        ref={(element) => {
          box = element
          element.addEventListener('beforetoggle', onBeforeToggle)
          element.addEventListener('toggle', onToggle)
        }}
        id={id}
        popover="auto"
        role={props.role}
        aria-label={props.label}
        class={classes(styles.popover, props.class)}
        onKeyDown={(event) => props.onKeyDown?.(event)}
      >
        <Show when={open()}>{props.children(() => box.hidePopover())}</Show>
      </div>
    </>
  )
}
