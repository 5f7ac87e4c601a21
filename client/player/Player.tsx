import ArrowLeft from 'lucide-solid/icons/arrow-left'
import List from 'lucide-solid/icons/list'
import MessagesSquare from 'lucide-solid/icons/messages-square'
import { createEffect, createSignal, on, onCleanup, Show, type JSX } from 'solid-js'
import type { Passage } from '../../shared/document/passages.ts'
import { lessonOfHref } from '../../shared/document/addresses.ts'
import { type BlockId, LessonId } from '../../shared/id.ts'
import type { PlayLesson, PlayView } from '../../shared/play.ts'
import { minutes } from '../platform/format.ts'
import { tellKeys } from '../platform/keys.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Sheet } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { ProgressBar } from '../ui/Progress.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { type Asking, AskingContext } from './context.ts'
import { EndView } from './EndView.tsx'
import { isLetterKey } from './keys.ts'
import { LessonList } from './LessonList.tsx'
import { LessonView } from './LessonView.tsx'
import styles from './Player.module.css'
import { Reading } from './Reading.tsx'
import { letterKeys } from './reading.ts'
import { SelectionMenu } from './SelectionMenu.tsx'
import { createPlayer, type Page, type Player as Playing, type Start } from './state.ts'
import type { Transport } from './transport.ts'

/** Where the reader is, for what other rooms show beside it. */
export type Spot = { view: () => PlayView; lesson: () => PlayLesson; goTo: (lesson: LessonId, block: BlockId | null) => void }

export type { Page } from './state.ts'

export type PlayerProps = {
  transport: Transport
  start: Start
  /** Whoever plays: shuffled choices stand in one order for one person. */
  seed: string
  homeHref: string
  /** Where the whole course is laid out for paper. */
  printHref?: string
  /** The address of a place, for links that people send each other. */
  linkTo: (place: { lesson: string; block: string }) => string
  /** The talk is what somebody came for: shown at once, on a phone too. */
  talkOpen?: boolean
  /** The course is there, or was published anew while it was read. */
  onOpened?: (view: PlayView) => void
  onPage?: (page: Page) => void
  /** What people say about the lesson, beside it; on a phone in a sheet. */
  talk?: (spot: Spot) => JSX.Element
  /** Under the lesson's title: who mended it, what is being looked at. */
  notes?: (spot: Spot) => JSX.Element
  /** At the end: was it relevant, how was it. */
  end?: (view: PlayView) => JSX.Element
  onAsk?: (passage: Passage) => void
  onOutdated?: (passage: Passage) => void
  onReact?: (passage: Passage) => void
}

/** A published course, to read and to answer. Knows no server: whatever holds the course is its transport. */
export function Player(props: PlayerProps) {
  const player = createPlayer(props.transport, props.start) // eslint-disable-line solid/reactivity -- the screen makes a new one for another course
  const wide = createMedia('(min-width: 72rem)')
  const broad = createMedia('(min-width: 52rem)')
  const [listOpen, setListOpen] = createSignal(false)
  const [talkOpen, setTalkOpen] = createSignal(props.talkOpen ?? false) // eslint-disable-line solid/reactivity -- how it begins
  const [talkHidden, setTalkHidden] = createSignal(false)
  const [column, setColumn] = createSignal<HTMLElement>()

  createEffect(on(player.page, (page) => page && props.onPage?.(page)))
  createEffect(on(player.view, (view) => view && props.onOpened?.(view)))
  onReadingKeys({ J: () => void player.next(), K: () => void player.back() })
  tellKeys(
    () => t('player.lessons'),
    () =>
      !letterKeys()
        ? []
        : [
            { keys: 'J', does: t('player.nextLesson') },
            { keys: 'K', does: t('player.previousLesson') },
            { keys: 'A', does: t('player.keyAsk') },
            { keys: 'O', does: t('player.keyOutdated') },
            { keys: 'R', does: t('player.keyReact') },
            { keys: 'L', does: t('player.keyLink') },
          ],
  )

  // eslint-disable-next-line solid/reactivity -- one transport and one person for as long as this is shown
  const { transport, seed } = props
  const asking: Asking = {
    feedbackOn: player.feedbackOn,
    answer: player.answer,
    hints: player.hints,
    draw: player.draw,
    votes: (question) => transport.votes(question),
    wall: (question, after) => transport.wall(question, after),
    hide: (post, hidden) => transport.hide(post, hidden),
    files: transport.files,
    seed,
  }
  const ask = (passage: Passage) => {
    props.onAsk?.(passage)
    setTalkHidden(false)
    if (!wide()) setTalkOpen(true)
  }
  const copyLink = (passage: Passage) => {
    void navigator.clipboard
      .writeText(props.linkTo({ lesson: passage.lesson, block: passage.block }))
      .then(() => toast(t('player.linkCopied'), { tone: 'ok' }))
  }
  const here = () => {
    const view = player.view()
    const lesson = player.lesson()
    return view && lesson ? { view, lesson } : undefined
  }
  const spotOf = (at: () => NonNullable<ReturnType<typeof here>>): Spot => ({
    view: () => at().view,
    lesson: () => at().lesson,
    goTo(lesson, block) {
      setTalkOpen(false)
      void player.goTo(lesson, block)
    },
  })
  const talkShown = () => wide() && props.talk !== undefined && !talkHidden() && here() !== undefined

  /** A link to another lesson of the course turns the page, as the list of lessons does. */
  const followLesson = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#lesson="]') : null
    const lesson = LessonId.safeParse(lessonOfHref(link?.getAttribute('href'))).data
    if (!link) return
    event.preventDefault()
    if (lesson) void player.goTo(lesson, null)
  }

  return (
    <AskingContext.Provider value={asking}>
      <Show when={player.view()} fallback={<Opening error={player.error()} />}>
        {(view) => (
          <div class={styles.player} classList={{ [styles.talking!]: talkShown() }} onClick={followLesson}>
            <header class={styles.bar}>
              <a class={styles.back} href={props.homeHref} aria-label={t('player.toHome')}>
                <ArrowLeft aria-hidden="true" />
              </a>
              <p class={styles.course}>{view().title}</p>
              <Along
                view={view()}
                done={player.progress()?.lessons.filter((one) => one.state === 'done').length ?? 0}
                minutesLeft={player.minutesLeft()}
              />
              <div class={styles.tools}>
                <Show when={!broad()}>
                  <IconButton label={t('player.lessons')} onClick={() => setListOpen(true)}>
                    <List />
                  </IconButton>
                </Show>
                <Reading printHref={props.printHref} />
                <Show when={props.talk && here()}>
                  <IconButton
                    label={t(talkShown() ? 'player.hideTalk' : 'player.showTalk')}
                    pressed={talkShown()}
                    onClick={() => (wide() ? setTalkHidden((is) => !is) : setTalkOpen(true))}
                  >
                    <MessagesSquare />
                  </IconButton>
                </Show>
              </div>
            </header>
            <Show when={broad()}>
              <div class={styles.lessons}>
                <LessonList view={view()} player={player} />
              </div>
            </Show>
            <main class={styles.main}>
              <Show when={player.offline() && navigator.onLine}>
                <div class={styles.notice}>
                  <Banner tone="warn">{t('player.offline')}</Banner>
                </div>
              </Show>
              <Show when={player.gone()}>
                <div class={styles.notice}>
                  <Banner tone="warn">{t('player.gone')}</Banner>
                </div>
              </Show>
              <ToLearnAgain view={view()} player={player} />
              <Show when={player.page() === 'end'}>
                <EndView view={view()} player={player} homeHref={props.homeHref}>
                  {props.end?.(view())}
                </EndView>
              </Show>
              <Show when={here()}>
                {(at) => (
                  <>
                    <LessonView lesson={at().lesson} player={player} column={setColumn} notes={props.notes?.(spotOf(at))} />
                    <SelectionMenu
                      column={column}
                      at={{ version: at().view.version, lesson: at().lesson.id }}
                      onAsk={props.onAsk && ask}
                      onOutdated={props.onOutdated}
                      onReact={props.onReact}
                      onCopyLink={copyLink}
                    />
                  </>
                )}
              </Show>
            </main>
            <Show when={talkShown() && here()}>
              {(at) => (
                <aside class={styles.talk} aria-label={t('player.talk')}>
                  {props.talk?.(spotOf(at))}
                </aside>
              )}
            </Show>
            <Sheet open={listOpen()} onClose={() => setListOpen(false)} title={t('player.lessons')} side="bottom">
              <LessonList view={view()} player={player} onGo={() => setListOpen(false)} />
            </Sheet>
            <Sheet
              open={talkOpen() && !wide()}
              onClose={() => setTalkOpen(false)}
              title={t('player.talk')}
              side={broad() ? 'end' : 'bottom'}
            >
              <Show when={here()}>{(at) => props.talk?.(spotOf(at))}</Show>
            </Sheet>
          </div>
        )}
      </Show>
    </AskingContext.Provider>
  )
}

/** `5 of 8 · 12 min left`, drawn and in words. */
function Along(props: { view: PlayView; done: number; minutesLeft: number }) {
  const count = () => props.view.lessons.length
  return (
    <div class={styles.along}>
      <ProgressBar label={t('player.progressLabel')} value={props.done} max={count()} />
      <span>
        {t('player.progress', { done: props.done, count: count() })}
        <Show when={props.minutesLeft > 0} fallback={<> · {t('player.complete')}</>}>
          <span class={styles.timeLeft}> · {t('player.minutesLeft', { minutes: minutes(props.minutesLeft) })}</span>
        </Show>
      </span>
    </div>
  )
}

/** What changed since this person learnt it, while they read something else. */
function ToLearnAgain(props: { view: PlayView; player: Playing }) {
  const again = () => props.view.lessons.filter((lesson) => props.player.stateOf(lesson.id)?.state === 'again')
  const isElsewhere = () => again().length > 0 && !again().some((lesson) => lesson.id === props.player.lesson()?.id)
  return (
    <Show when={isElsewhere() && again()[0]}>
      {(first) => (
        <div class={styles.notice}>
          <Banner
            action={
              <Button size="small" onClick={() => void props.player.goTo(first().id)}>
                {t('player.changedGo')}
              </Button>
            }
          >
            {t('player.changedBanner', {
              count: again().length,
              minutes: minutes(again().reduce((sum, lesson) => sum + lesson.minutes, 0)),
            })}
          </Banner>
        </div>
      )}
    </Show>
  )
}

/** Until the course is there; a course that cannot be opened is the screen's matter. */
function Opening(props: { error: unknown }) {
  createEffect(() => {
    if (props.error) throw props.error as Error // caught by the nearest boundary, which says what and offers a way on
  })
  return (
    <main class={styles.opening}>
      <Skeleton height="2.5rem" />
      <Skeleton lines={9} />
    </main>
  )
}

function createMedia(query: string) {
  const media = window.matchMedia(query)
  const [matches, setMatches] = createSignal(media.matches)
  const look = () => setMatches(media.matches)
  media.addEventListener('change', look)
  onCleanup(() => media.removeEventListener('change', look))
  return matches
}

/** Single keys, wherever nobody is writing and no dialog is open. */
function onReadingKeys(keys: Record<string, () => void>) {
  const press = (event: KeyboardEvent) => {
    if (isLetterKey(event)) keys[event.key.toUpperCase()]?.()
  }
  document.addEventListener('keydown', press)
  onCleanup(() => document.removeEventListener('keydown', press))
}
