import ChevronDown from 'lucide-solid/icons/chevron-down'
import RotateCw from 'lucide-solid/icons/rotate-cw'
import { type Component, createRenderEffect, createSignal, createUniqueId, For, Match, Show, Switch } from 'solid-js'
import { attrsOf, type Prose } from '../../shared/document/prose.ts'
import { t } from '../platform/text.ts'
import styles from './Boxes.module.css'
import { blockId, Inline } from './Inline.tsx'

// Blocks that hold parts: columns, titled parts in four looks, flip cards. `blocks` draws what the parts hold.

type BoxProps = { node: Prose; blocks: Component<{ of: readonly Prose[] | undefined }> }

/** Blocks side by side; below one another where there is no room. */
export function Columns(props: BoxProps) {
  return (
    <div class={styles.columns} data-block={blockId(props.node)} style={{ '--columns': props.node.content?.length ?? 1 }}>
      <For each={props.node.content}>{(column) => <div>{props.blocks({ of: column.content })}</div>}</For>
    </div>
  )
}

type Part = { id: string; title: Prose | undefined; rest: Prose[] }
const partsOf = (box: Prose): Part[] =>
  (box.content ?? []).map((panel) => {
    const title = panel.content?.find(({ type }) => type === 'panelTitle')
    return { id: blockId(panel), title, rest: (panel.content ?? []).filter((each) => each !== title) }
  })

/** What a part is called; one without a title is counted. */
function Title(props: { part: Part; at: number }) {
  return (
    <Show when={props.part.title?.content?.length ? props.part.title : undefined} fallback={t('player.part', { number: props.at + 1 })}>
      {(title) => (
        <span data-block={blockId(title())} data-text="">
          <Inline of={title().content} />
        </span>
      )}
    </Show>
  )
}

/** Titled parts, as an accordion, behind tabs, as numbered steps or along a timeline. */
export function Panels(props: BoxProps) {
  const parts = () => partsOf(props.node)
  const look = () => attrsOf(props.node)['look']
  return (
    <Switch fallback={<Accordion parts={parts()} {...props} />}>
      <Match when={look() === 'tabs'}>
        <Tabs parts={parts()} {...props} />
      </Match>
      <Match when={look() === 'steps' || look() === 'timeline'}>
        <Steps parts={parts()} class={styles[String(look())]} {...props} />
      </Match>
    </Switch>
  )
}

function Accordion(props: BoxProps & { parts: Part[] }) {
  return (
    <div class={styles.accordion} data-block={blockId(props.node)}>
      <For each={props.parts}>
        {(part, at) => (
          <details>
            <summary class={styles.title}>
              <ChevronDown aria-hidden="true" />
              <Title part={part} at={at()} />
            </summary>
            <div class={styles.inside}>{props.blocks({ of: part.rest })}</div>
          </details>
        )}
      </For>
    </div>
  )
}

function Steps(props: BoxProps & { parts: Part[]; class: string | undefined }) {
  return (
    <ol class={props.class} data-block={blockId(props.node)}>
      <For each={props.parts}>
        {(part, at) => (
          <li>
            <p class={styles.title}>
              <Title part={part} at={at()} />
            </p>
            {props.blocks({ of: part.rest })}
          </li>
        )}
      </For>
    </ol>
  )
}

function Tabs(props: BoxProps & { parts: Part[] }) {
  const id = createUniqueId()
  const [front, setFront] = createSignal(0)
  const tabs: HTMLElement[] = []
  const go = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const forth = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const back = forth === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft'
    const last = props.parts.length - 1
    const to = { [forth]: front() === last ? 0 : front() + 1, [back]: front() === 0 ? last : front() - 1, Home: 0, End: last }[event.key]
    if (to === undefined) return
    event.preventDefault()
    setFront(to)
    tabs[to]?.focus()
  }
  return (
    <div data-block={blockId(props.node)}>
      <div class={styles.tabs} role="tablist" aria-label={t('player.tabs')} onKeyDown={go}>
        <For each={props.parts}>
          {(part, at) => (
            // No button, in which browsers let nobody select a word to say something about it.
            <div
              ref={(element) => (tabs[at()] = element)}
              role="tab"
              id={`tab-${id}-${at()}`}
              class={styles.tab}
              aria-selected={at() === front()}
              aria-controls={`part-${id}-${at()}`}
              tabindex={at() === front() ? 0 : -1}
              onClick={() => setFront(at())}
              onFocus={() => setFront(at())}
            >
              <Title part={part} at={at()} />
            </div>
          )}
        </For>
      </div>
      <For each={props.parts}>
        {(part, at) => (
          <div
            ref={(element) => {
              element.addEventListener('beforematch', () => setFront(at()))
              // The browser's own search finds what lies behind other tabs, and brings it to the front.
              createRenderEffect(() =>
                at() === front() ? element.removeAttribute('hidden') : element.setAttribute('hidden', 'until-found'),
              )
            }}
            role="tabpanel"
            id={`part-${id}-${at()}`}
            class={styles.tabpanel}
            aria-labelledby={`tab-${id}-${at()}`}
            tabindex="0"
          >
            {props.blocks({ of: part.rest })}
          </div>
        )}
      </For>
    </div>
  )
}

/** Cards that are turned over by a click, or by the button on them. */
export function Cards(props: BoxProps) {
  return (
    <ul class={styles.cards} data-block={blockId(props.node)} role="list">
      <For each={props.node.content}>{(card) => <Card node={card} blocks={props.blocks} />}</For>
    </ul>
  )
}

function Card(props: BoxProps) {
  const [turned, setTurned] = createSignal(false)
  const [front, ...behind] = props.node.content ?? [] // eslint-disable-line solid/reactivity -- published prose never changes
  const back = behind.flatMap((side) => side.content ?? [])
  const click = (event: MouseEvent) => {
    const isMeant = event.target instanceof Element && !event.target.closest('a, button, input, summary, [role="tab"], form')
    if (isMeant && (document.getSelection()?.isCollapsed ?? true)) setTurned(!turned())
  }
  return (
    <li class={styles.card} classList={{ [styles.turned!]: turned() }} data-block={blockId(props.node)} onClick={click}>
      <div class={styles.sides}>
        <div class={styles.side} inert={turned()} ref={(element) => element.addEventListener('beforematch', () => setTurned(false))}>
          {props.blocks({ of: front?.content })}
        </div>
        <div
          class={`${styles.side} ${styles.back}`}
          inert={!turned()}
          ref={(element) => element.addEventListener('beforematch', () => setTurned(true))}
        >
          {props.blocks({ of: back })}
        </div>
      </div>
      <button type="button" class={styles.turn} aria-pressed={turned()} onClick={() => setTurned(!turned())}>
        <RotateCw aria-hidden="true" />
        {t('player.turnCard')}
      </button>
    </li>
  )
}

/** Opens whatever hides a place of the text: a closed part, another tab, the back of a card. */
export function reveal(place: Element): void {
  for (let at: Element | null = place; at; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true
    else if (at.hasAttribute('hidden') || at.hasAttribute('inert')) at.dispatchEvent(new Event('beforematch'))
  }
}
