import ListFilter from 'lucide-solid/icons/list-filter'
import MessageSquare from 'lucide-solid/icons/message-square'
import MessageSquarePlus from 'lucide-solid/icons/message-square-plus'
import { createEffect, createMemo, createSignal, For, Match, on, onCleanup, onMount, Show, Switch } from 'solid-js'
import type { Place } from '../../shared/comments.ts'
import type { Thread } from '../../shared/document/threads.ts'
import { type LessonId, newId, type ThreadId } from '../../shared/id.ts'
import { recall, remember } from '../platform/memory.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { keysOf } from '../ui/Kbd.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { Composer } from './Composer.tsx'
import { type Choice, choose, firstChoice, scopes, sorts, states } from './order.ts'
import type { Threads } from './state.ts'
import { ThreadCard } from './ThreadCard.tsx'
import styles from './ThreadsPanel.module.css'

export type ThreadsPanelProps = {
  threads: Threads
  /** The lesson in the middle. */
  lesson: LessonId | null
  /** The thread that is open here and strong in the text. */
  active: string | null
  onActive: (thread: ThreadId | null) => void
  /** Shows the place of a thread in the text: opens its lesson, scrolls, marks. */
  onGo: (thread: Thread) => void
  /** Where a new comment is being begun: a selection, a block, the lesson, the course. */
  draft: Place | null
  /** The new comment was sent, or left for later. */
  onDraftEnd: () => void
  /** Somebody wants to begin a comment: on what is selected, or else on the lesson. */
  onBegin: () => void
  /** Esc: back into the text. */
  onLeave: () => void
}

/** What people say about the draft, in the margin beside it. */
export function ThreadsPanel(props: ThreadsPanelProps) {
  const [choice, setChoice] = createChoice()
  const shown = createMemo(() =>
    choose(props.threads.threads(), choice(), {
      lesson: props.lesson,
      active: props.active,
      me: props.threads.me.id,
      places: props.threads.places(),
    }),
  )
  const walk = createMemo(() => [...shown().placed, ...shown().detached])
  threadKeys({
    begin: () => props.threads.mayComment() && props.onBegin(),
    step: (by) => {
      const next = stepFrom(walk(), props.active, by)
      if (!next) return
      props.onActive(next.id)
      props.onGo(next)
    },
  })

  const copyLink = async (thread: Thread) => {
    const url = new URL(location.href)
    const lesson = lessonOf(props.threads, thread)
    url.search = new URLSearchParams({ ...(lesson && { lesson }), thread: thread.id }).toString()
    await navigator.clipboard.writeText(url.href)
    toast(t('comments.linkCopied'), { tone: 'ok' })
  }
  const card = (thread: Thread, detached: boolean) => (
    <ThreadCard
      thread={thread}
      threads={props.threads}
      active={props.active === thread.id}
      detached={detached}
      place={placeWords(props, thread, detached)}
      onOpen={() => props.onActive(thread.id)}
      onLeave={() => {
        props.onActive(null)
        props.onLeave()
      }}
      onGo={() => props.onGo(thread)}
      onCopyLink={() => void copyLink(thread)}
    />
  )
  return (
    <section class={styles.panel} aria-label={t('comments.threads')}>
      <header class={styles.bar}>
        <Filter choice={choice()} onChoice={setChoice} />
        <span class={styles.count} role="status">
          {t('comments.count', { count: walk().length })}
        </span>
        <Show when={props.threads.mayComment()}>
          <Button size="small" onClick={() => props.onBegin()} data-tip={t('comments.newOn')} data-tip-keys="Mod+Alt+M">
            <MessageSquarePlus aria-hidden="true" />
            {t('comments.comment')}
          </Button>
        </Show>
      </header>
      <Show when={props.draft}>{(place) => <NewThread {...props} place={place()} />}</Show>
      <For each={shown().placed}>{(thread) => card(thread, false)}</For>
      <Show when={shown().detached.length > 0}>
        <section class={styles.detached} aria-labelledby="threads-detached">
          <h3 id="threads-detached">{t('comments.detached')}</h3>
          <p>{t('comments.detachedText')}</p>
          <For each={shown().detached}>{(thread) => card(thread, true)}</For>
        </section>
      </Show>
      <Show when={walk().length === 0 && !props.draft}>
        <Nothing threads={props.threads} choice={choice()} elsewhere={shown().elsewhere} onChoice={setChoice} />
      </Show>
      <Show when={shown().elsewhere > 0 && choice().scope === 'lesson'}>
        <button type="button" class={styles.elsewhere} onClick={() => setChoice({ ...choice(), scope: 'course' })}>
          {t('comments.elsewhere', { count: shown().elsewhere })}
        </button>
      </Show>
    </section>
  )
}

function NewThread(props: ThreadsPanelProps & { place: Place }) {
  const quote = () =>
    props.place.on === 'text'
      ? props.place.anchor.quote.exact
      : t(props.place.on === 'course' ? 'comments.onCourse' : props.place.on === 'block' ? 'comments.onBlock' : 'comments.onLesson')
  let box!: HTMLDivElement
  onMount(() => box.scrollIntoView({ block: 'nearest' }))
  return (
    <div ref={box} class={styles.fresh} role="group" aria-label={t('comments.newOn')}>
      <p class={styles.quote}>{quote()}</p>
      <Show when={draftName(props.threads, props.place)} keyed>
        {(name) => (
          <Composer
            courseId={props.threads.courseId}
            draft={name}
            label={t('comments.newLabel')}
            verb={t('comments.comment')}
            focus
            onSend={(body) => {
              const id = newId<ThreadId>()
              const sent = props.threads.start(props.place, body, id)
              // The thread itself stands in the list from now on; refused words stay in the draft.
              props.onActive(id)
              props.onDraftEnd()
              return sent
            }}
            onLeave={() => {
              props.onDraftEnd()
              props.onLeave()
            }}
          />
        )}
      </Show>
    </div>
  )
}

/** A draft belongs to the words it is about, not to their positions, which change with every key. */
function draftName(threads: Threads, place: Place): string {
  const about =
    place.on === 'text'
      ? `${place.anchor.lesson}/${place.anchor.quote.exact.slice(0, 80)}`
      : place.on === 'block'
        ? place.block
        : place.on === 'lesson'
          ? place.lesson
          : 'course'
  return `${threads.courseId}/${about}`
}

function Nothing(props: { threads: Threads; choice: Choice; elsewhere: number; onChoice: (choice: Choice) => void }) {
  const resolved = () => props.threads.threads().length - props.threads.open().length
  return (
    <Switch
      fallback={
        <EmptyState
          small
          icon={MessageSquare}
          title={t('comments.empty')}
          text={props.threads.mayComment() ? t('comments.emptyText', { keys: keysOf('Mod+Alt+M').join('+') }) : t('comments.emptyReader')}
        />
      }
    >
      <Match when={props.choice.state === 'open' && resolved() > 0 && props.threads.open().length === 0}>
        <EmptyState small title={t('comments.allResolved')} text={t('comments.allResolvedText', { count: resolved() })}>
          <Button size="small" onClick={() => props.onChoice({ ...props.choice, state: 'resolved', scope: 'course' })}>
            {t('comments.showResolved')}
          </Button>
        </EmptyState>
      </Match>
      <Match when={props.choice.state !== 'open' && props.threads.threads().length > 0}>
        <EmptyState small title={t('comments.noMatch')}>
          <Button size="small" onClick={() => props.onChoice({ ...props.choice, state: 'all', scope: 'course' })}>
            {t('comments.showAll')}
          </Button>
        </EmptyState>
      </Match>
    </Switch>
  )
}

function Filter(props: { choice: Choice; onChoice: (choice: Choice) => void }) {
  const set = (change: Partial<Choice>) => props.onChoice({ ...props.choice, ...change })
  const items = (): MenuItem[] => [
    ...states.map((state) => ({
      label: t(`comments.state_${state}`),
      checked: props.choice.state === state,
      onSelect: () => set({ state }),
    })),
    'line',
    ...sorts.map((sort) => ({ label: t(`comments.sort_${sort}`), checked: props.choice.sort === sort, onSelect: () => set({ sort }) })),
    'line',
    ...scopes.map((scope) => ({
      label: t(`comments.scope_${scope}`),
      checked: props.choice.scope === scope,
      onSelect: () => set({ scope }),
    })),
  ]
  return (
    <Menu
      label={t('comments.filter')}
      items={items()}
      trigger={(opener) => (
        <Button {...opener} size="small" tone="quiet" aria-label={`${t('comments.filter')}: ${t(`comments.state_${props.choice.state}`)}`}>
          <ListFilter aria-hidden="true" />
          {t(`comments.state_${props.choice.state}`)}
        </Button>
      )}
    />
  )
}

/** The choice of this person on this device. */
function createChoice() {
  const [state, sort, scope] = (recall('threads.choice') ?? '').split(' ')
  const [choice, setChoice] = createSignal<Choice>({
    state: states.find((each) => each === state) ?? firstChoice.state,
    sort: sorts.find((each) => each === sort) ?? firstChoice.sort,
    scope: scopes.find((each) => each === scope) ?? firstChoice.scope,
  })
  createEffect(on(choice, (now) => remember('threads.choice', `${now.state} ${now.sort} ${now.scope}`), { defer: true }))
  return [choice, setChoice] as const
}

/** Ctrl+Alt+N and P walk through the threads, Ctrl+Alt+M begins one, wherever the focus is. */
function threadKeys(keys: { begin: () => void; step: (by: 1 | -1) => void }) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || !event.altKey || event.defaultPrevented) return
    // By the key's place: with Alt held, some keyboards write other letters.
    if (event.code === 'KeyM') keys.begin()
    else if (event.code === 'KeyN') keys.step(1)
    else if (event.code === 'KeyP') keys.step(-1)
    else return
    event.preventDefault()
  }
  document.addEventListener('keydown', onKeyDown)
  onCleanup(() => document.removeEventListener('keydown', onKeyDown))
}

function stepFrom(walk: readonly Thread[], active: string | null, by: 1 | -1): Thread | undefined {
  const at = walk.findIndex(({ id }) => id === active)
  if (at < 0) return by > 0 ? walk[0] : walk.at(-1)
  return walk[(at + by + walk.length) % walk.length]
}

const lessonOf = (threads: Threads, thread: Thread) => threads.places().of(thread).lesson ?? thread.lesson

/** Where a thread is when one cannot see that beside it. */
function placeWords(props: ThreadsPanelProps, thread: Thread, detached: boolean): string | undefined {
  const lesson = lessonOf(props.threads, thread)
  if (!lesson || (lesson === props.lesson && !detached)) return undefined
  const title = props.threads.places().titleOf(lesson) ?? t('comments.lessonGone')
  return detached ? t('comments.lastPlace', { lesson: title }) : title
}
