import Ellipsis from 'lucide-solid/icons/ellipsis'
import { createSignal, For, Show } from 'solid-js'
import { type Body, mentionedIn, picturesOf, plainText, typedOf } from '../../shared/comments.ts'
import type { Comment, Thread } from '../../shared/document/threads.ts'
import { ago, dateTime } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextArea } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { VoteButton } from '../ui/VoteButton.tsx'
import { Composer } from './Composer.tsx'
import { commentPictures } from './pictures.ts'
import styles from './Remark.module.css'
import { Said } from './Said.tsx'
import type { Threads } from './state.ts'

type VoteProps = { thread: Thread; comment: Comment; threads: Threads }
/** `clamped`: a few lines of it, and its votes stand elsewhere. */
type RemarkProps = VoteProps & { onCopyLink: () => void; clamped: boolean }

// Bodies enter the document by commands alone, which have checked them.
const bodyIn = (comment: Comment) => comment.body as Body | null

/** One comment: who, when, what, how many agree, and what its reader may do with it. */
export function Remark(props: RemarkProps) {
  const [editing, setEditing] = createSignal(false)
  const [asking, setAsking] = createSignal(false)
  const [looking, setLooking] = createSignal(false)
  const [why, setWhy] = createSignal('')
  const { threads } = props
  const pictures = commentPictures(threads.courseId)
  const mine = () => props.comment.by === threads.me.id && threads.mayComment()
  const person = () => threads.personOf(props.comment.by)
  const isOnItsWay = () => threads.isOnItsWay(props.comment.id) || threads.isOnItsWay(`${props.comment.id} words`)
  const nameOf = (id: Comment['by']) => {
    const { name } = threads.personOf(id)
    return name === '…' ? undefined : name
  }
  const removedWords = () => {
    const { removed } = props.comment
    return removed ? t('comments.removedBy', { name: threads.personOf(removed.by).name, why: removed.why }) : t('comments.removed')
  }
  const remove = () => {
    setAsking(false)
    void threads.remove(props.thread.id, props.comment.id, mine() ? undefined : why().trim())
  }
  const items = (): MenuItem[] => [
    { label: t('comments.copyLink'), onSelect: () => props.onCopyLink() },
    ...(mine() && props.comment.body
      ? [
          { label: t('ui.edit'), onSelect: () => setEditing(true) },
          'line' as const,
          { label: t('comments.remove'), danger: true, onSelect: () => setAsking(true) },
        ]
      : []),
    ...(props.comment.editedAt && props.comment.body && (mine() || threads.mayResolveAny())
      ? [{ label: t('comments.earlier'), onSelect: () => setLooking(true) }]
      : []),
    ...(!mine() && props.comment.body && threads.mayModerate()
      ? ['line' as const, { label: t('comments.removeOther'), danger: true, onSelect: () => setAsking(true) }]
      : []),
  ]
  return (
    <div class={styles.remark}>
      <header class={styles.head}>
        <Avatar person={person()} size="small" named />
        <span class={styles.name}>{person().name}</span>
        <Show when={!isOnItsWay()} fallback={<span class={styles.when}>{t('comments.onItsWay')}</span>}>
          <time class={styles.when} datetime={new Date(props.comment.at).toISOString()} data-tip={dateTime(props.comment.at)}>
            {ago(props.comment.at)}
          </time>
        </Show>
        <Show when={props.comment.editedAt && props.comment.body}>
          <span class={styles.when}>· {t('comments.edited')}</span>
        </Show>
        <span class={styles.menu}>
          <Menu
            label={t('comments.actions')}
            placement="bottom-end"
            trigger={(opener) => (
              <IconButton {...opener} size="small" label={t('comments.actions')}>
                <Ellipsis />
              </IconButton>
            )}
            items={items()}
          />
        </span>
      </header>
      <Show when={bodyIn(props.comment)} fallback={<p class={styles.removed}>{removedWords()}</p>}>
        {(body) => (
          <Show
            when={!editing()}
            fallback={
              <Composer
                threads={threads}
                draft={`${props.comment.id}`}
                label={t('comments.editLabel')}
                verb={t('ui.save')}
                words={wordsOf(body())}
                focus
                onSend={async (changed) => {
                  const arrived = await threads.edit(props.thread.id, props.comment.id, changed)
                  if (arrived) setEditing(false)
                  return arrived
                }}
                onLeave={() => setEditing(false)}
              />
            }
          >
            <div classList={{ [styles.clamped!]: props.clamped }}>
              <Said body={body()} pictures={pictures} nameOf={nameOf} />
            </div>
            <Show when={!props.clamped}>
              <Vote {...props} />
            </Show>
          </Show>
        )}
      </Show>
      <Dialog
        open={asking()}
        onClose={() => setAsking(false)}
        size="small"
        title={t(mine() ? 'comments.removeAsk' : 'comments.removeOtherAsk', { name: person().name })}
        about={t(mine() ? 'comments.removeText' : 'comments.removeOtherText')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('ui.cancel')}</Button>
            <Button tone="danger" disabled={!mine() && !why().trim()} onClick={remove}>
              {t('comments.remove')}
            </Button>
          </>
        }
      >
        <Show when={bodyIn(props.comment)}>{(body) => <p class={styles.clamped}>{plainText(body())}</p>}</Show>
        <Show when={!mine()}>
          <TextArea label={t('comments.why')} value={why()} onInput={setWhy} maxLength={500} rows={2} />
        </Show>
      </Dialog>
      <Dialog open={looking()} onClose={() => setLooking(false)} title={t('comments.earlier')} about={t('comments.earlierText')}>
        <Show when={looking()}>
          <For each={threads.earlier(props.thread.id, props.comment.id).toReversed()}>
            {(words) => (
              <div class={styles.earlier}>
                <time class={styles.when} datetime={new Date(words.at).toISOString()}>
                  {dateTime(words.at)}
                </time>
                <Said body={words.body as Body} pictures={pictures} nameOf={nameOf} />
              </div>
            )}
          </For>
        </Show>
      </Dialog>
    </div>
  )
}

/** How many agree, who they are, and the button to agree too. */
export function Vote(props: VoteProps) {
  return (
    <VoteButton
      voters={props.comment.votes}
      me={props.threads.me.id}
      nameOf={(id) => props.threads.personOf(id).name}
      mayVote={props.threads.mayComment()}
      onVote={() => void props.threads.vote(props.thread.id, props.comment)}
    />
  )
}

/** A body as it was typed, with the people it mentions. */
function wordsOf(body: Body) {
  const people = mentionedIn(body).map(({ person, name }) => ({ id: person, name }))
  return { typed: typedOf(body), people, pictures: picturesOf(body) }
}
