import { createEffect, createSignal, For, Match, on, Show, Switch } from 'solid-js'
import { isOpen } from '../../shared/flag-states.ts'
import { type Flag, type FlagVoice, proposalsOf } from '../../shared/flags.ts'
import { ago } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Badge } from '../ui/Badge.tsx'
import { Button } from '../ui/Button.tsx'
import { Answers, type Writing } from './Answers.tsx'
import { ConflictCard } from './ConflictCard.tsx'
import note from '../ui/Note.module.css'
import styles from './FlagCard.module.css'
import type { Flags } from './state.ts'
import { diffWords } from '../../shared/prose-diff.ts'
import { WordDiff } from '../ui/WordDiff.tsx'
import { WordsForm } from '../ui/WordsForm.tsx'

type FlagCardProps = { flag: Flag; flags: Flags; active: boolean; onOpen: () => void; onGo: () => void; onLeave: () => void }

const places = { found: undefined, moved: 'flags.moved', changed: 'flags.changed', gone: 'flags.gone' } as const

/** One spot that learners call outdated: who says so, how it should read, and what an author can do about it. */
export function FlagCard(props: FlagCardProps) {
  const [writing, setWriting] = createSignal<Writing>()
  let card: HTMLElement | undefined
  createEffect(
    on(
      () => props.active,
      (active) => active && card?.scrollIntoView({ block: 'nearest' }),
    ),
  )
  const waits = () => isOpen(props.flag.state)
  const placeWord = () => (waits() && props.flag.place ? places[props.flag.place.state] : undefined)
  /** What the draft reads, when that is neither what was published nor what was answered. */
  const otherWords = () =>
    props.flag.place?.state === 'changed' && props.flag.place.now !== props.flag.after && !conflict() ? props.flag.place.now : undefined
  const conflict = () => props.flags.conflictOf(props.flag.id)
  return (
    <article
      ref={(element) => (card = element)}
      class={`${note.card} ${styles.card}`}
      classList={{ [note.active!]: props.active }}
      aria-label={t('flags.cardLabel', { quote: props.flag.quote.exact })}
      aria-current={props.active || undefined}
      data-flag={props.flag.id}
      tabindex={-1}
      onClick={(event) => {
        // Buttons, links and selected words have a meaning of their own.
        if (!props.active && !(event.target as Element).closest('button, a, textarea, dialog, [popover]') && !getSelection()?.toString())
          props.onOpen()
      }}
      onKeyDown={(event) => event.key === 'Escape' && props.active && props.onLeave()}
    >
      <p class={`${note.place} ${styles.place}`}>
        <span>{t('flags.where', { lesson: props.flag.lessonTitle, version: props.flag.version })}</span>
        <Show when={placeWord()}>
          {(word) => <Badge tone={props.flag.place?.state === 'changed' ? 'warn' : 'plain'}>{t(word())}</Badge>}
        </Show>
      </p>
      <button
        type="button"
        class={styles.quote}
        onClick={() => props.onGo()}
        disabled={!props.flag.place?.anchor}
        data-tip={props.flag.place?.anchor ? t('flags.go') : undefined}
      >
        {props.flag.quote.exact}
      </button>
      <Show when={otherWords()}>
        {(now) => (
          <div class={note.now}>
            <p class={styles.label}>{t('flags.nowReads')}</p>
            <WordDiff runs={diffWords(props.flag.quote.exact, now())} />
          </div>
        )}
      </Show>
      <Voices flag={props.flag} />
      <Switch>
        <Match when={conflict()}>{(three) => <ConflictCard flag={props.flag} conflict={three()} flags={props.flags} />}</Match>
        <Match when={writing()}>
          {(now) => (
            <WordsForm
              label={t('flags.yourWords')}
              hint={t('flags.yourWordsHint')}
              verb={t('flags.useWords')}
              words={now().words}
              busy={props.flags.isBusy(props.flag.id)}
              onSend={async (text) => {
                const { voice, over } = now()
                if (await props.flags.take(props.flag, voice, { text: text.trim(), ...(over && { over }) })) setWriting()
              }}
              onLeave={() => setWriting()}
            />
          )}
        </Match>
        <Match when={waits()}>
          <Answers flag={props.flag} flags={props.flags} onWrite={setWriting} />
        </Match>
      </Switch>
      <Show when={!waits()}>
        <Ended flag={props.flag} flags={props.flags} />
      </Show>
    </article>
  )
}

const shownVoices = 3

/** Those with words first; the others by their number, for a crowd is one item. */
function Voices(props: { flag: Flag }) {
  const [all, setAll] = createSignal(false)
  const sorted = () => [...proposalsOf(props.flag), ...props.flag.voices.filter(({ proposed }) => proposed === undefined)]
  const shown = () => (all() ? sorted() : sorted().slice(0, shownVoices))
  return (
    <div class={styles.voices}>
      <For each={shown()}>{(voice) => <Voice flag={props.flag} voice={voice} />}</For>
      <Show when={!all() && sorted().length > shownVoices}>
        <button type="button" class={styles.more} onClick={() => setAll(true)}>
          {t('flags.moreVoices', { count: sorted().length - shownVoices })}
        </button>
      </Show>
    </div>
  )
}

function Voice(props: { flag: Flag; voice: FlagVoice }) {
  return (
    <div class={styles.voice}>
      <p class={note.by}>
        <Avatar person={props.voice.by} size="small" named />
        <strong>{props.voice.by.name}</strong>
        <span class={note.when}>{ago(props.voice.at)}</span>
      </p>
      <Show when={props.voice.reason}>
        <p class={note.reason}>{props.voice.reason}</p>
      </Show>
      <Show when={props.voice.proposed !== props.flag.after && props.voice.proposed}>
        {(proposed) => <WordDiff runs={diffWords(props.flag.quote.exact, proposed())} />}
      </Show>
      <Show when={props.voice.source}>
        {(source) => (
          <a class={styles.source} href={source()} target="_blank" rel="noopener noreferrer nofollow">
            {t('flags.sourceLink')}
          </a>
        )}
      </Show>
    </div>
  )
}

/** What was answered, and whether the draft still says so. */
function Ended(props: { flag: Flag; flags: Flags }) {
  const answer = () => props.flag.answer
  /** Somebody took it back, by an undo or by writing on. */
  const isLost = () =>
    props.flag.state === 'inProgress' && props.flag.place?.now !== undefined && props.flag.place.now === props.flag.before
  return (
    <footer class={note.ended}>
      <p>
        <Switch fallback={t('flags.endedDuplicate')}>
          <Match when={props.flag.state === 'inProgress'}>{t('flags.endedInProgress', { name: answer()?.by.name ?? '' })}</Match>
          <Match when={props.flag.state === 'fixed'}>
            {t('flags.endedFixed', { name: answer()?.by.name ?? '', version: props.flag.fixedIn ?? 0 })}
          </Match>
          <Match when={props.flag.state === 'declined'}>{t('flags.endedDeclined', { name: answer()?.by.name ?? '' })}</Match>
          <Match when={props.flag.state === 'removed'}>{t('flags.endedRemoved')}</Match>
        </Switch>
      </p>
      <Show when={props.flag.state !== 'declined' && props.flag.after !== undefined && props.flag.before}>
        {(before) => <WordDiff runs={diffWords(before(), props.flag.after ?? '')} />}
      </Show>
      <Show when={answer()?.reason}>{(reason) => <p>{t(`flags.declined.${reason()}`)}</p>}</Show>
      <Show when={answer()?.note}>
        <p>{answer()?.note}</p>
      </Show>
      <Show when={isLost() && proposalsOf(props.flag)[0]}>
        {(voice) => (
          <>
            <p>{t('flags.lost')}</p>
            <Button
              size="small"
              busy={props.flags.isBusy(props.flag.id)}
              onClick={() =>
                void props.flags.take(props.flag, voice().id, props.flag.after === undefined ? {} : { text: props.flag.after })
              }
            >
              {t('flags.acceptAgain')}
            </Button>
          </>
        )}
      </Show>
    </footer>
  )
}
