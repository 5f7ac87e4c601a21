import Link from 'lucide-solid/icons/link'
import LocateFixed from 'lucide-solid/icons/locate-fixed'
import { type Component, createEffect, createSignal, type JSX, Match, on, Show, Switch } from 'solid-js'
import type { Suggestion } from '../../shared/document/suggestions.ts'
import { type Formatted, isPlain, plainOf } from '../../shared/document/formatted.ts'
import { ago } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Badge, type Tone } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import note from '../ui/Note.module.css'
import { revealCard } from '../ui/reveal.ts'
import { VoteButton } from '../ui/VoteButton.tsx'
import { Answers } from './Answers.tsx'
import { ConflictCard } from './ConflictCard.tsx'
import { FinalWords } from './FinalWords.tsx'
import { FormattedDiff } from './FormattedDiff.tsx'
import type { Conflict, Edited, Suggestions } from './state.ts'
import type { WordsFieldProps } from '../ui/words-field.ts'
import styles from './Suggestions.module.css'

export type SuggestionCardProps = {
  suggestion: Suggestion
  suggestions: Suggestions
  active: boolean
  /** Where it is, when that is not the open lesson. */
  place?: string | undefined
  onOpen: () => void
  onLeave: () => void
  /** Shows the place in the text. */
  onGo: () => void
  onCopyLink: () => void
  /** Goes on as a comment on the same words. */
  onTurnIntoComment: () => void
  /** What people say about it, while it is open. */
  discussion?: JSX.Element
  /** How many words were said about it. */
  said: number
  /** For words with their formatting. */
  field: Component<WordsFieldProps>
}

const badges: Partial<Record<string, { word: 'changed' | 'already' | 'undone' | 'gone'; tone: Tone }>> = {
  changed: { word: 'changed', tone: 'warn' },
  already: { word: 'already', tone: 'plain' },
  undone: { word: 'undone', tone: 'warn' },
  gone: { word: 'gone', tone: 'plain' },
}

/** A suggestion in the margin: who, which words, why, how it stands to the draft, and what can be done with it. */
export function SuggestionCard(props: SuggestionCardProps) {
  /** The words that somebody edits, and what they shall replace, once they have seen that. */
  const [writing, setWriting] = createSignal<{ words: Formatted; over?: Edited['over'] }>()
  let card!: HTMLElement
  createEffect(
    on(
      () => props.active,
      (active) => active && revealCard(card),
    ),
  )
  const by = () => props.suggestions.personOf(props.suggestion.by)
  const spot = () => props.suggestions.spotOf(props.suggestion.id)
  const badge = () => (props.suggestion.state === 'open' || spot()?.state === 'undone' ? badges[spot()?.state ?? ''] : undefined)
  const conflict = () => props.suggestions.conflictOf(props.suggestion.id)
  const isBusy = () => props.suggestions.isBusy(props.suggestion.id)
  /** What the draft says by now, when that is neither old nor new. */
  const now = () => {
    const at = spot()
    return props.suggestion.state === 'open' && at?.state === 'changed' && !conflict() ? at : undefined
  }
  return (
    <article
      ref={card}
      class={`${note.card} ${styles.card}`}
      classList={{ [note.active!]: props.active, [styles.answered!]: props.suggestion.state !== 'open' }}
      aria-label={t('suggestions.by', { name: by().name })}
      aria-current={props.active || undefined}
      data-suggestion={props.suggestion.id}
      tabindex={-1}
      onClick={(event) => {
        // Buttons, links and selected words have a meaning of their own.
        if (!props.active && !(event.target as Element).closest('button, a, textarea, dialog, [popover]') && !getSelection()?.toString())
          props.onOpen()
      }}
      onKeyDown={(event) => event.key === 'Escape' && props.active && props.onLeave()}
    >
      <header class={note.by}>
        <Avatar person={by()} size="small" named />
        <strong>{by().name}</strong>
        <span class={note.when}>
          {props.suggestions.isOnItsWay(props.suggestion.id) ? t('suggestions.onItsWay') : ago(props.suggestion.at)}
        </span>
        <Show when={spot() && spot()?.state !== 'gone'}>
          <IconButton
            label={t('suggestions.goTo', { quote: props.suggestion.quote.exact })}
            size="small"
            onClick={() => {
              props.onOpen()
              props.onGo()
            }}
          >
            <LocateFixed size={14} />
          </IconButton>
        </Show>
        <IconButton label={t('suggestions.copyLink')} size="small" onClick={() => props.onCopyLink()}>
          <Link size={14} />
        </IconButton>
      </header>
      <Show when={props.place}>
        <p class={note.place}>{props.place}</p>
      </Show>
      <Show when={props.suggestion.source === 'refused'}>
        <p class={note.place}>{t('suggestions.refused')}</p>
      </Show>
      <Show when={props.suggestion.credit}>
        {(credit) => (
          <p class={note.place}>
            <a href={`/courses/${props.suggestions.courseId}?topic=${credit().topic}`}>
              {t('suggestions.answerBy', { name: props.suggestions.personOf(credit().by).name })}
            </a>
          </p>
        )}
      </Show>
      <Show when={badge()}>{(badge) => <Badge tone={badge().tone}>{t(`suggestions.${badge().word}`)}</Badge>}</Show>
      <div class={styles.words}>
        <FormattedDiff
          was={props.suggestion.quote.exact}
          proposed={finalWords(props.suggestion)}
          formatted={finalLooks(props.suggestion)}
        />
      </div>
      <Show when={props.suggestion.reason}>
        <p class={note.reason}>{props.suggestion.reason}</p>
      </Show>
      <Show when={now()}>
        {(now) => (
          <div class={note.now}>
            <p>{t('suggestions.changedText')}</p>
            <FormattedDiff
              was={props.suggestion.quote.exact}
              proposed={now().now}
              formatted={
                props.suggestion.formatted && now().formatted && { was: props.suggestion.formatted.was, proposed: now().formatted! }
              } // asked just before
            />
          </div>
        )}
      </Show>
      <Show when={props.suggestion.state === 'open' && spot()?.state === 'gone'}>
        <p class={note.place}>{t('suggestions.goneText')}</p>
      </Show>
      <Switch>
        <Match when={writing()}>
          {(now) => (
            <FinalWords
              name={by().name}
              words={now().words}
              busy={isBusy()}
              field={props.field}
              onLeave={() => setWriting()}
              onSend={(formatted) => {
                const { over } = now()
                void props.suggestions
                  .accept(props.suggestion, {
                    text: plainOf(formatted),
                    ...((props.suggestion.formatted || !isPlain(formatted)) && { formatted }),
                    ...(over && { over }),
                  })
                  .then((counted) => (counted || props.suggestions.conflictOf(props.suggestion.id)) && setWriting())
              }}
            />
          )}
        </Match>
        <Match when={conflict()}>
          {(three) => (
            <ConflictCard
              conflict={three()}
              busy={isBusy()}
              onUse={() =>
                void props.suggestions.accept(props.suggestion, {
                  text: three().proposed,
                  ...proposedLooks(three()),
                  over: overOf(three()),
                })
              }
              onEdit={() => setWriting({ words: three().formatted?.proposed ?? [{ text: three().proposed }], over: overOf(three()) })}
              onTurnIntoComment={() => props.onTurnIntoComment()}
              onLater={() => props.suggestions.dropConflict(props.suggestion.id)}
            />
          )}
        </Match>
        <Match when={props.suggestion.state === 'open' && !props.suggestions.isOnItsWay(props.suggestion.id)}>
          <Answers
            suggestion={props.suggestion}
            suggestions={props.suggestions}
            onEdit={() => setWriting({ words: props.suggestion.formatted?.proposed ?? [{ text: props.suggestion.proposed }] })}
          />
        </Match>
      </Switch>
      <Ended suggestion={props.suggestion} suggestions={props.suggestions} />
      <div class={styles.talk}>
        <VoteButton
          voters={props.suggestion.votes}
          me={props.suggestions.me.id}
          nameOf={(id) => props.suggestions.personOf(id).name}
          mayVote={props.suggestions.maySuggest() && !props.suggestions.isOnItsWay(props.suggestion.id)}
          onVote={() => void props.suggestions.vote(props.suggestion)}
        />
        <Show when={!props.active && props.said > 0}>
          <button type="button" class={styles.elsewhere} onClick={() => props.onOpen()}>
            {t('comments.replies', { count: props.said })}
          </button>
        </Show>
      </div>
      <Show when={props.active}>{props.discussion}</Show>
    </article>
  )
}

const overOf = ({ now, formatted }: Conflict): Edited['over'] => ({ now, ...(formatted && { formatted: formatted.now }) })
const proposedLooks = ({ formatted }: Conflict) => (formatted ? { formatted: formatted.proposed } : {})
const finalLooks = ({ answer, formatted }: Suggestion): Suggestion['formatted'] =>
  answer?.state === 'accepted' && answer.edited && answer.formatted && formatted
    ? { was: formatted.was, proposed: answer.formatted }
    : formatted
const finalWords = ({ answer, proposed }: Suggestion) => (answer?.state === 'accepted' && answer.edited ? answer.after : proposed)

/** What became of it, and by whom. */
function Ended(props: { suggestion: Suggestion; suggestions: Suggestions }) {
  const answer = () => props.suggestion.answer
  const words = () => {
    const end = answer()
    if (!end) return undefined
    const name = props.suggestions.personOf(end.by).name
    const when = ago(end.at)
    if (end.state === 'withdrawn') return t('suggestions.endedWithdrawn', { when })
    if (end.state === 'rejected')
      return t('suggestions.endedRejected', { name, when, reason: end.note || t(`suggestions.reasons.${end.reason}`) })
    const by = props.suggestions.personOf(props.suggestion.by).name
    return t(end.edited ? 'suggestions.endedEdited' : 'suggestions.endedAccepted', { by, name, when })
  }
  const isUndone = () => props.suggestions.spotOf(props.suggestion.id)?.state === 'undone'
  return (
    <Show when={words()}>
      {(words) => (
        <footer class={note.ended}>
          <p>{words()}</p>
          <Show when={isUndone()}>
            <p>{t('suggestions.undoneText')}</p>
            <Show when={props.suggestions.mayAccept()}>
              <Button
                size="small"
                busy={props.suggestions.isBusy(props.suggestion.id)}
                onClick={() => void props.suggestions.accept(props.suggestion)}
              >
                {t('suggestions.acceptAgain')}
              </Button>
            </Show>
          </Show>
        </footer>
      )}
    </Show>
  )
}
