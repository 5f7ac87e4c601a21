import Flag from 'lucide-solid/icons/flag'
import { createEffect, createMemo, For, Match, on, Show, Switch } from 'solid-js'
import type { Flag as Flagged } from '../../shared/flags.ts'
import type { FlagId } from '../../shared/id.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Select } from '../ui/Field.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { FlagCard } from './FlagCard.tsx'
import styles from './FlagsPanel.module.css'
import type { Flags, Shelf } from './state.ts'

type FlagsPanelProps = {
  flags: Flags
  /** The flag that is open here and strong in the text. */
  active: string | null
  onActive: (flag: FlagId | null) => void
  /** Shows the place of a flag in the text: opens its lesson, scrolls, marks. */
  onGo: (flag: Flagged) => void
  /** Esc: back into the text. */
  onLeave: () => void
}

const shelves = ['open', 'inProgress', 'closed'] as const satisfies readonly Shelf[]
const names = { open: 'flags.shelfOpen', inProgress: 'flags.shelfInProgress', closed: 'flags.shelfClosed' } as const
const nothing = {
  open: ['flags.noneOpen', 'flags.noneOpenText'],
  inProgress: ['flags.noneInProgress', 'flags.noneInProgressText'],
  closed: ['flags.noneClosed', 'flags.noneClosedText'],
} as const

/** What learners call outdated, in the margin beside the draft, each card with its answer. */
export function FlagsPanel(props: FlagsPanelProps) {
  const ids = createMemo(() => props.flags.list().map(({ id }) => id))
  let panel: HTMLElement | undefined
  let touched: string | undefined
  // An answered card goes away with the button that was pressed: the one that takes its place has the focus then.
  createEffect(
    on(ids, (now, before) => {
      const place = before?.findIndex((id) => id === touched && !now.includes(id)) ?? -1
      if (place === -1 || (document.activeElement !== document.body && !panel?.contains(document.activeElement))) return
      const next = now[Math.min(place, now.length - 1)]
      queueMicrotask(() =>
        (panel?.querySelector<HTMLElement>(`[data-flag="${next}"]`) ?? panel)?.focus({ preventScroll: next === undefined }),
      )
    }),
  )
  const options = createMemo(() => shelves.map((value) => ({ value, label: t(names[value]) })))
  return (
    <section
      ref={(element) => (panel = element)}
      class={styles.panel}
      aria-label={t('flags.panel')}
      tabindex={-1}
      onFocusIn={(event) => (touched = event.target.closest<HTMLElement>('[data-flag]')?.dataset['flag'])}
    >
      <header class={styles.bar}>
        <Select label={t('flags.show')} hideLabel value={props.flags.shelf()} onChange={props.flags.setShelf} options={options()} />
        <span class={styles.count} role="status">
          <Show when={props.flags.isThere()}>
            {t('flags.count', { count: props.flags.shelf() === 'open' ? (props.flags.openCount() ?? 0) : props.flags.list().length })}
          </Show>
        </span>
      </header>
      <Switch>
        <Match when={props.flags.fault()}>
          {(error) => (
            <Banner
              tone="danger"
              action={
                <Button size="small" onClick={() => void props.flags.reload()}>
                  {t('ui.retry')}
                </Button>
              }
            >
              {wordsOf(error())}
            </Banner>
          )}
        </Match>
        <Match when={!props.flags.isThere()}>
          <Skeleton lines={3} />
        </Match>
        <Match when={props.flags.list().length === 0}>
          <EmptyState small icon={Flag} title={t(nothing[props.flags.shelf()][0])} text={t(nothing[props.flags.shelf()][1])} />
        </Match>
      </Switch>
      <For each={ids()}>
        {(id) => (
          <Show when={props.flags.list().find((each) => each.id === id)}>
            {(flag) => (
              <FlagCard
                flag={flag()}
                flags={props.flags}
                active={props.active === id}
                onOpen={() => props.onActive(id)}
                onGo={() => props.onGo(flag())}
                onLeave={() => (props.onActive(null), props.onLeave())}
              />
            )}
          </Show>
        )}
      </For>
      <Show when={props.flags.hasMore()}>
        <Button onClick={() => void props.flags.loadMore()}>{t('flags.more')}</Button>
      </Show>
    </section>
  )
}
