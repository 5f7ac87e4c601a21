import CircleHelp from 'lucide-solid/icons/circle-question-mark'
import Check from 'lucide-solid/icons/check'
import ListFilter from 'lucide-solid/icons/list-filter'
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import type { Answer, Topic, TopicPassage } from '../../shared/forums.ts'
import type { CourseId, LessonId, TopicId } from '../../shared/id.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { TextField } from '../ui/Field.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AskComposer } from './AskComposer.tsx'
import { By } from './By.tsx'
import styles from './ForumPanel.module.css'
import { createTopics, type TopicChoice } from './state.ts'
import { TopicView } from './TopicView.tsx'

export type ForumPanelProps = {
  courseId: CourseId
  /** The lesson in the middle, if any: its questions come first. */
  lesson: LessonId | null
  /** The question that is open; a deep link sets it. */
  topic: TopicId | null
  onTopic: (topic: TopicId | null) => void
  /** Words somebody wants to ask about, as they read in the published version. */
  passage?: TopicPassage | null
  /** The question about these words was asked, or left. */
  onPassageEnd?: () => void
  /** Changes when there may be news. */
  bell?: unknown
  /** The address that opens a question. */
  linkTo: (topic: TopicId) => string
  /** Shows the lesson or the words a question is about. */
  onGo?: (topic: Topic) => void
  /** Makes a suggestion for the draft of an answer. Absent where there is no draft beside. */
  onSuggest?: ((topic: Topic, answer: Answer) => void) | undefined
}

/** Questions beside a lesson and their answers: in the player's rail, and beside the draft for its authors. */
export function ForumPanel(props: ForumPanelProps) {
  const [whole, setWhole] = createSignal(false)
  const [choice, setChoice] = createSignal<Omit<TopicChoice, 'lesson'>>({ state: 'all', sort: 'active', whose: 'all', q: '' })
  const [asking, setAsking] = createSignal(false)
  const wanted = createMemo((): TopicChoice => ({ ...choice(), lesson: whole() ? null : props.lesson }))
  const topics = createTopics(props.courseId, wanted, () => props.bell)
  createEffect(
    on(
      () => props.passage,
      (passage) => {
        if (!passage) return
        setAsking(true)
        props.onTopic(null)
      },
    ),
  )
  const leave = () => {
    setAsking(false)
    props.onPassageEnd?.()
  }
  const opened = (topic: Topic) => {
    leave()
    void topics.reload()
    props.onTopic(topic.id)
  }
  return (
    <Show
      when={props.topic}
      keyed
      fallback={
        <section class={styles.panel} aria-label={t('forums.about')}>
          <header class={styles.bar}>
            <Filter choice={choice()} onChoice={setChoice} whole={whole()} onWhole={props.lesson ? setWhole : undefined} />
            <Show when={topics.listed.mayPost && !asking()}>
              <Button size="small" tone="primary" onClick={() => setAsking(true)}>
                {t('forums.ask')}
              </Button>
            </Show>
          </header>
          <Show when={asking()}>
            <AskComposer
              courseId={props.courseId}
              lesson={props.lesson}
              passage={props.passage ?? null}
              onAsked={opened}
              onFound={opened}
              onLeave={leave}
            />
          </Show>
          <Show when={topics.listed.items.length > 5 || choice().q}>
            <TextField
              label={t('forums.search')}
              hideLabel
              type="search"
              placeholder={t('forums.search')}
              value={choice().q}
              onInput={(q) => setChoice({ ...choice(), q })}
            />
          </Show>
          <Show when={topics.listed.state !== 'loading'} fallback={<Skeleton lines={4} />}>
            <ul class={styles.list}>
              <For each={topics.listed.items}>
                {(topic) => <TopicCard topic={topic} lesson={props.lesson} onOpen={() => props.onTopic(topic.id)} />}
              </For>
            </ul>
            <Show when={topics.listed.next}>
              <Button size="small" onClick={() => void topics.more()}>
                {t('ui.showMore')}
              </Button>
            </Show>
            <Show when={topics.listed.items.length === 0 && !asking()}>
              <Nothing
                failed={topics.listed.state === 'failed'}
                mayPost={topics.listed.mayPost}
                narrowed={isNarrowed(wanted())}
                onWhole={wanted().lesson && !isNarrowed(wanted()) ? () => setWhole(true) : undefined}
                onRetry={() => void topics.reload()}
                onAll={() => {
                  setWhole(true)
                  setChoice({ ...choice(), state: 'all', whose: 'all', q: '' })
                }}
              />
            </Show>
          </Show>
        </section>
      }
    >
      {(topicId) => (
        <TopicView
          topicId={topicId}
          bell={props.bell}
          link={props.linkTo(topicId)}
          onBack={() => props.onTopic(null)}
          onChange={() => void topics.reload()}
          onGo={props.onGo}
          onSuggest={props.onSuggest}
        />
      )}
    </Show>
  )
}

const isNarrowed = ({ state, whose, q }: TopicChoice) => state !== 'all' || whose !== 'all' || q !== ''

function TopicCard(props: { topic: Topic; lesson: LessonId | null; onOpen: () => void }) {
  return (
    <li class={styles.card}>
      <By voice={props.topic.by} at={props.topic.at} hidden={props.topic.hidden} />
      <button type="button" class={styles.title} onClick={() => props.onOpen()}>
        {props.topic.title}
      </button>
      <Show when={props.topic.lesson !== props.lesson && props.topic.lessonTitle}>
        {(title) => <p class={styles.where}>{t('forums.aboutLesson', { lesson: title() })}</p>}
      </Show>
      <p class={styles.facts}>
        <Show when={props.topic.state === 'solved'}>
          <span class={styles.solved}>
            <Check aria-hidden="true" /> {t('forums.solved')}
          </span>
        </Show>
        <span classList={{ [styles.waiting!]: props.topic.answers === 0 }}>
          {props.topic.answers > 0 ? t('forums.answers', { count: props.topic.answers }) : t('forums.noAnswers')}
        </span>
        <Show when={props.topic.votes > 0}>
          <span>{t('forums.votes', { count: props.topic.votes })}</span>
        </Show>
      </p>
    </li>
  )
}

type NothingProps = {
  failed: boolean
  mayPost: boolean
  narrowed: boolean
  onRetry: () => void
  onAll: () => void
  /** Only the lesson was looked at. */
  onWhole: (() => void) | undefined
}

function Nothing(props: NothingProps) {
  const verb = () => {
    if (props.failed) return { label: t('ui.retry'), run: props.onRetry }
    if (props.narrowed) return { label: t('forums.showAll'), run: props.onAll }
    return props.onWhole && { label: t('forums.showCourse'), run: props.onWhole }
  }
  const title = () => (props.failed ? t('forums.failed') : props.narrowed ? t('forums.noMatch') : t('forums.empty'))
  const text = () => (props.failed || props.narrowed ? '' : t(props.mayPost ? 'forums.emptyText' : 'forums.emptyReader'))
  return (
    <EmptyState small icon={CircleHelp} title={title()} text={text()}>
      <Show when={verb()}>
        {(does) => (
          <Button size="small" onClick={() => does().run()}>
            {does().label}
          </Button>
        )}
      </Show>
    </EmptyState>
  )
}

type Choice = Omit<TopicChoice, 'lesson'>
type FilterProps = { choice: Choice; onChoice: (choice: Choice) => void; whole: boolean; onWhole?: ((whole: boolean) => void) | undefined }

function Filter(props: FilterProps) {
  const set = (change: Partial<Choice>) => props.onChoice({ ...props.choice, ...change })
  const scope = (): MenuItem[] =>
    props.onWhole
      ? [
          { label: t('forums.scope_lesson'), checked: !props.whole, onSelect: () => props.onWhole?.(false) },
          { label: t('forums.scope_course'), checked: props.whole, onSelect: () => props.onWhole?.(true) },
          'line',
        ]
      : []
  const items = (): MenuItem[] => [
    ...scope(),
    ...(['all', 'unanswered', 'answered', 'solved'] as const).map((state) => ({
      label: t(`forums.state_${state}`),
      checked: props.choice.state === state,
      onSelect: () => set({ state }),
    })),
    {
      label: t('forums.mine'),
      checked: props.choice.whose === 'mine',
      onSelect: () => set({ whose: props.choice.whose === 'mine' ? 'all' : 'mine' }),
    },
    'line',
    ...(['active', 'votes', 'newest'] as const).map((sort) => ({
      label: t(`forums.sort_${sort}`),
      checked: props.choice.sort === sort,
      onSelect: () => set({ sort }),
    })),
  ]
  const now = () => t(props.onWhole && !props.whole ? 'forums.scope_lesson' : 'forums.scope_course')
  return (
    <Menu
      label={t('forums.filter')}
      items={items()}
      trigger={(opener) => (
        <Button {...opener} size="small" tone="quiet" aria-label={`${t('forums.filter')}: ${now()}`}>
          <ListFilter aria-hidden="true" />
          {now()}
        </Button>
      )}
    />
  )
}
