import MessageSquare from 'lucide-solid/icons/message-square'
import MessageSquarePlus from 'lucide-solid/icons/message-square-plus'
import { createEffect, createMemo, createSignal, For, Match, on, onCleanup, onMount, Show, Switch } from 'solid-js'
import type { Place } from '../../shared/comments.ts'
import type { Thread } from '../../shared/document/threads.ts'
import { type LessonId, newId, type ThreadId } from '../../shared/id.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Select, TextField } from '../ui/Field.tsx'
import { growing } from '../ui/growing.ts'
import { keysOf } from '../ui/Kbd.tsx'
import { Composer } from './Composer.tsx'
import { moveDraft } from './drafts.ts'
import { save, threadsAsCsv } from './export.ts'
import { createChoice, Filter } from './Filter.tsx'
import { type Choice, choose } from './order.ts'
import type { Threads } from './state.ts'
import { ThreadCard } from './ThreadCard.tsx'
import styles from './ThreadsPanel.module.css'
import { aboutWords } from './words.ts'

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
  // What one reads in the list of new threads stays in it until the list is asked for anew.
  const kept = new Set<string>()
  createEffect(on(choice, () => kept.clear(), { defer: true }))
  createEffect(() => {
    const open = props.threads.threads().find(({ id }) => id === props.active)
    if (!open || !props.threads.isUnread(open)) return
    kept.add(open.id)
    props.threads.markRead([open])
  })
  const people = createMemo(() => {
    const ids = new Set(props.threads.threads().flatMap(({ comments }) => comments.map(({ by }) => by)))
    return [...ids].map((id) => props.threads.personOf(id)).sort((a, b) => a.name.localeCompare(b.name))
  })
  const saveAll = () =>
    save(
      `${t('comments.threads')}.csv`,
      threadsAsCsv(walk(), props.threads.places(), (id) => props.threads.personOf(id).name),
    )
  const shown = createMemo(() =>
    choose(props.threads.threads(), choice(), {
      lesson: props.lesson,
      active: props.active,
      me: props.threads.me.id,
      places: props.threads.places(),
      isUnread: (thread) => thread.id === props.active || kept.has(thread.id) || props.threads.isUnread(thread),
      nameOf: (id) => props.threads.personOf(id).name,
    }),
  )
  const walk = createMemo(() => [...shown().placed, ...shown().detached])
  const placed = growing(
    () => shown().placed,
    () => [props.lesson, choice()],
    () => shown().placed.findIndex(({ id }) => id === props.active),
  )
  threadKeys((by) => {
    const next = stepFrom(walk(), props.active, by)
    if (!next) return
    props.onActive(next.id)
    props.onGo(next)
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
        <Filter
          choice={choice()}
          onChoice={setChoice}
          people={people()}
          unread={props.threads.unread().length}
          onReadAll={() => props.threads.markRead(props.threads.threads())}
          onSave={saveAll}
        />
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
      <Show when={props.threads.threads().length > 1}>
        <TextField
          label={t('comments.search')}
          hideLabel
          type="search"
          placeholder={t('comments.search')}
          value={choice().words ?? ''}
          onInput={(words) => setChoice({ ...choice(), words })}
        />
      </Show>
      <Show when={props.draft}>{(place) => <NewThread {...props} place={place()} />}</Show>
      <For each={placed()}>{(thread) => card(thread, false)}</For>
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
  // Where it is begun is a guess where no words are selected: its writer may mean more than that.
  const [chosen, setChosen] = createSignal<Place>()
  createEffect(
    on(
      () => props.place,
      () => setChosen(),
      { defer: true },
    ),
  )
  const place = () => chosen() ?? props.place
  const quote = (at: Place) => {
    if (at.on === 'text') return at.anchor.quote.exact
    return aboutWords(at, at.on === 'block' ? props.threads.wordsAt(at.lesson, at.block) : undefined)
  }
  const mean = (on: Place['on']) => {
    const next = placesAround(props.place).find((each) => each.on === on)
    if (!next) return
    moveDraft(draftName(props.threads, place()), draftName(props.threads, next))
    setChosen(next)
  }
  let box!: HTMLDivElement
  onMount(() => box.scrollIntoView({ block: 'nearest' }))
  return (
    <div ref={box} class={styles.fresh} role="group" aria-label={t('comments.newOn')}>
      <Show when={placesAround(props.place).length > 1} fallback={<p class={styles.quote}>{quote(place())}</p>}>
        <Select
          label={t('comments.about')}
          hideLabel
          value={place().on}
          onChange={mean}
          options={placesAround(props.place).map((each) => ({ value: each.on, label: quote(each) }))}
        />
      </Show>
      <Show when={draftName(props.threads, place())} keyed>
        {(name) => (
          <Composer
            threads={props.threads}
            draft={name}
            label={t('comments.newLabel')}
            verb={t('comments.comment')}
            focus
            onSend={(body) => {
              const id = newId<ThreadId>()
              const sent = props.threads.start(place(), body, id)
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

/** What a comment may be about that was begun there: that, and what holds it. Selected words are meant as they are. */
function placesAround(place: Place): Place[] {
  if (place.on === 'block') return [place, { on: 'lesson', lesson: place.lesson }, { on: 'course' }]
  return place.on === 'lesson' ? [place, { on: 'course' }] : [place]
}

/** A draft belongs to the words it is about, not to their positions, which change with every key. */
function draftName(threads: Threads, place: Place): string {
  return `${threads.courseId}/${draftAbout(place)}`
}

function draftAbout(place: Place): string {
  switch (place.on) {
    case 'text':
      return `${place.anchor.lesson}/${place.anchor.quote.exact.slice(0, 80)}`
    case 'block':
      return place.block
    case 'moment':
      return `${place.block}/${place.seconds}`
    case 'lesson':
      return place.lesson
    case 'suggestion':
      return place.suggestion
    case 'course':
      return 'course'
  }
}

function Nothing(props: { threads: Threads; choice: Choice; elsewhere: number; onChoice: (choice: Choice) => void }) {
  const isNarrow = () => props.choice.person !== undefined || Boolean(props.choice.words?.trim())
  const resolved = () => props.threads.threads().filter((thread) => thread.resolved).length
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
      <Match when={props.choice.state === 'open' && !isNarrow() && resolved() > 0 && props.threads.open().length === 0}>
        <EmptyState small title={t('comments.allResolved')} text={t('comments.allResolvedText', { count: resolved() })}>
          <Button size="small" onClick={() => props.onChoice({ ...props.choice, state: 'resolved', scope: 'course' })}>
            {t('comments.showResolved')}
          </Button>
        </EmptyState>
      </Match>
      <Match when={(props.choice.state !== 'open' || isNarrow()) && props.threads.threads().length > 0}>
        <EmptyState small title={t('comments.noMatch')}>
          <Button
            size="small"
            onClick={() => props.onChoice({ ...props.choice, state: 'all', scope: 'course', person: undefined, words: undefined })}
          >
            {t('comments.showAll')}
          </Button>
        </EmptyState>
      </Match>
    </Switch>
  )
}

/** Ctrl+Alt+N and P walk through the threads, wherever the focus is. */
function threadKeys(step: (by: 1 | -1) => void) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || !event.altKey || event.defaultPrevented) return
    // By the key's place: with Alt held, some keyboards write other letters.
    if (event.code === 'KeyN') step(1)
    else if (event.code === 'KeyP') step(-1)
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
