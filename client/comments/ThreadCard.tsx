import Check from 'lucide-solid/icons/check'
import CheckCheck from 'lucide-solid/icons/check-check'
import RotateCcw from 'lucide-solid/icons/rotate-ccw'
import ListTodo from 'lucide-solid/icons/list-todo'
import { createEffect, createSignal, For, on, Show } from 'solid-js'
import type { Thread } from '../../shared/document/threads.ts'
import { diffWords } from '../../shared/prose-diff.ts'
import { ago } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Badge } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import { Composer } from './Composer.tsx'
import { Remark, Vote } from './Remark.tsx'
import { TaskBadges, TaskForm } from './Task.tsx'
import type { Threads } from './state.ts'
import note from '../ui/Note.module.css'
import { revealCard } from '../ui/reveal.ts'
import { WordDiff } from '../ui/WordDiff.tsx'
import styles from './ThreadCard.module.css'
import { aboutWords } from './words.ts'

type ThreadCardProps = {
  thread: Thread
  threads: Threads
  active: boolean
  /** Its words or its lesson are gone. */
  detached?: boolean
  /** Where it is, when that is not the open lesson, or where it was last. */
  place?: string | undefined
  onOpen: () => void
  onLeave: () => void
  /** Shows the place in the text. */
  onGo: () => void
  onCopyLink: () => void
}

/** A thread in the margin: its first words, and all of it once it is opened. */
export function ThreadCard(props: ThreadCardProps) {
  let card!: HTMLElement
  createEffect(
    on(
      () => props.active,
      (active) => active && revealCard(card),
    ),
  )

  /** Somebody else says it is done; whoever began it has not said so yet. */
  const isToVerify = () => {
    const { by, resolved } = props.thread
    return by === props.threads.me.id && resolved !== undefined && resolved.by !== by && !resolved.verified
  }
  const replies = () => props.thread.comments.slice(1)
  const first = () => props.thread.comments[0]
  const isUnread = () => props.threads.isUnread(props.thread)
  const [tasking, setTasking] = createSignal(false)
  createEffect(
    on(
      () => props.active,
      (active) => !active && setTasking(false),
    ),
  )
  const waiting = () => props.threads.isOnItsWay(`${props.thread.id} state`)
  async function turn() {
    const { id, resolved } = props.thread
    const leaves = !resolved && !props.active
    if (!(await props.threads.setResolved(id, !resolved)) || !leaves) return
    // The card leaves the list of open threads: say where it went, and how to have it back.
    toast(t('comments.resolvedNow'), { action: { label: t('ui.undo'), run: () => void props.threads.setResolved(id, false) } })
  }
  return (
    <article
      ref={card}
      class={`${note.card} ${styles.card}`}
      classList={{ [note.active!]: props.active, [styles.resolved!]: !!props.thread.resolved }}
      aria-label={t('comments.by', { name: props.threads.personOf(props.thread.by).name })}
      aria-current={props.active || undefined}
      data-thread={props.thread.id}
      data-unread={isUnread() || undefined}
      tabindex={-1}
      onClick={(event) => {
        // Buttons, links and selected words have a meaning of their own.
        if (!props.active && !(event.target as Element).closest('button, a, textarea, dialog, [popover]') && !getSelection()?.toString())
          props.onOpen()
      }}
      onKeyDown={(event) => event.key === 'Escape' && props.active && props.onLeave()}
    >
      <Show when={props.place}>
        <p class={note.place}>{props.place}</p>
      </Show>
      <Show when={props.thread.anchor?.probably && !props.detached}>
        <p class={note.place}>
          <Badge tone="thread">{t('comments.probably')}</Badge>
          <Show when={props.active}> {t('comments.probablyText')}</Show>
        </p>
      </Show>
      <Quote {...props} />
      <TaskBadges thread={props.thread} threads={props.threads} />
      <Show when={isUnread()}>
        <p class={styles.unread}>{t('comments.isNew')}</p>
      </Show>
      <Show when={first()}>
        {(comment) => (
          <Remark thread={props.thread} comment={comment()} threads={props.threads} onCopyLink={props.onCopyLink} clamped={!props.active} />
        )}
      </Show>
      <Show
        when={props.active}
        fallback={
          <Show when={replies().length > 0}>
            <button type="button" class={styles.more} onClick={() => props.onOpen()}>
              {t('comments.replies', { count: replies().length })}
            </button>
          </Show>
        }
      >
        <div class={styles.replies}>
          <For each={replies()}>
            {(comment) => (
              <Remark thread={props.thread} comment={comment} threads={props.threads} onCopyLink={props.onCopyLink} clamped={false} />
            )}
          </For>
        </div>
        <Show when={props.threads.mayComment()}>
          <Composer
            threads={props.threads}
            draft={props.thread.id}
            label={t('comments.replyLabel')}
            verb={t('comments.reply')}
            onSend={(body) => props.threads.reply(props.thread.id, body)}
          />
        </Show>
      </Show>
      <Show
        when={
          props.active &&
          props.thread.quote !== undefined &&
          props.thread.resolved?.now !== props.thread.quote &&
          props.thread.resolved?.now
        }
      >
        {(now) => (
          <div class={note.now}>
            <p class={note.place}>{t('comments.readsThen')}</p>
            <WordDiff runs={diffWords(props.thread.quote ?? '', now())} />
          </div>
        )}
      </Show>
      <Show when={tasking()}>
        <TaskForm thread={props.thread} threads={props.threads} onDone={() => setTasking(false)} />
      </Show>
      <footer class={styles.foot}>
        <Show when={props.thread.resolved}>
          {(end) => (
            <span class={styles.end}>
              {t('comments.resolvedBy', { name: props.threads.personOf(end().by).name, when: ago(end().at) })}
              <Show when={end().verified}>
                {' · '}
                {t('comments.verifiedBy', { name: props.threads.personOf(props.thread.by).name })}
              </Show>
            </span>
          )}
        </Show>
        <Show when={!props.active && first()?.body && first()}>
          {(comment) => <Vote thread={props.thread} comment={comment()} threads={props.threads} />}
        </Show>
        <Show when={props.threads.mayResolve(props.thread)}>
          <Button size="small" tone="quiet" aria-busy={waiting() || undefined} onClick={() => void turn()}>
            <Show when={props.thread.resolved} fallback={<Check aria-hidden="true" />}>
              <RotateCcw aria-hidden="true" />
            </Show>
            {t(props.thread.resolved ? 'comments.reopen' : 'comments.resolve')}
          </Button>
        </Show>
        <Show when={isToVerify()}>
          <Button size="small" onClick={() => void props.threads.verify(props.thread)}>
            <CheckCheck aria-hidden="true" />
            {t('comments.verify')}
          </Button>
        </Show>
        <Show when={props.active && props.threads.mayTask() && !props.thread.resolved}>
          <Button size="small" tone="quiet" aria-expanded={tasking()} onClick={() => setTasking(!tasking())}>
            <ListTodo aria-hidden="true" />
            {t('comments.task')}
          </Button>
        </Show>
        <Show when={!props.active && props.threads.mayComment()}>
          <Button size="small" tone="quiet" onClick={() => props.onOpen()}>
            {t('comments.reply')}
          </Button>
        </Show>
      </footer>
    </article>
  )
}

/** The words a thread is about, as a way to them; those of a detached one lead nowhere and stay readable. */
function Quote(props: ThreadCardProps) {
  const words = () => aboutWords(props.thread, props.threads.places().of(props.thread).about)
  return (
    <Show
      when={props.thread.on !== 'course' && !props.detached}
      fallback={<p class={`${styles.quote} ${props.thread.quote ? '' : styles.general}`}>{words()}</p>}
    >
      <button
        type="button"
        class={`${styles.quote} ${props.thread.quote ? '' : styles.general}`}
        aria-label={t('comments.goTo', { quote: words() })}
        onClick={() => {
          props.onOpen()
          props.onGo()
        }}
      >
        {words()}
      </button>
    </Show>
  )
}
