import GraduationCap from 'lucide-solid/icons/graduation-cap'
import { For, Match, Show, Switch } from 'solid-js'
import { type HomeCard, myHome } from '../../shared/play.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { ago, minutes } from '../platform/format.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Ring } from '../ui/Progress.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './LearnHome.module.css'

const shelves = ['continue', 'changed', 'new', 'done'] as const
const names = { continue: 'play.continue', changed: 'play.changed', new: 'play.new', done: 'play.done' } as const

/** What a person may learn, by why it is there: to go on with, changed since they finished, new, done. Whoever has other things to do here (`quiet`) is not told that there is nothing. */
export function LearnHome(props: { quiet?: boolean }) {
  const home = createAsked(
    () => true,
    () => ask(myHome),
  )
  const items = () => home.value()?.items ?? []
  return (
    <Switch>
      <Match when={home.fault()}>
        {(error) => (
          <Banner tone="danger" action={<Button onClick={() => void home.reload()}>{t('ui.retry')}</Button>}>
            {t('play.failed')} {wordsOf(error())}
          </Banner>
        )}
      </Match>
      <Match when={!home.value()}>
        <Skeleton lines={4} />
      </Match>
      <Match when={items().length === 0 && !props.quiet}>
        <EmptyState icon={GraduationCap} title={t('play.emptyTitle')} text={t('play.emptyText')} />
      </Match>
      <Match when={items().length > 0}>
        <For each={shelves}>
          {(shelf) => (
            <Show when={items().some((card) => card.shelf === shelf)}>
              <section class={styles.shelf} aria-labelledby={`shelf-${shelf}`}>
                <h2 id={`shelf-${shelf}`}>{t(names[shelf])}</h2>
                <ul class={styles.cards}>
                  <For each={items().filter((card) => card.shelf === shelf)}>{(card) => <CourseCard card={card} />}</For>
                </ul>
              </section>
            </Show>
          )}
        </For>
      </Match>
    </Switch>
  )
}

const verbs = { continue: 'play.goOn', changed: 'play.again', new: 'play.begin', done: 'play.open' } as const

function CourseCard(props: { card: HomeCard }) {
  const words = () => {
    const { shelf, done, lessons, changed, minutesLeft, version } = props.card
    if (shelf === 'continue') return t('play.progress', { done, lessons, minutes: minutes(minutesLeft) })
    if (shelf === 'changed') return t('play.changedLessons', { count: changed, lessons, minutes: minutes(minutesLeft) })
    if (shelf === 'new') return t('play.lessons', { count: lessons, minutes: minutes(minutesLeft) })
    return t('play.finished', { version })
  }
  return (
    <li class={styles.card}>
      <div class={styles.top}>
        <h3>
          {/* The player restores the place by itself; the whole card leads there. */}
          <a href={`/play/${props.card.courseId}`}>{props.card.title}</a>
        </h3>
        <Show when={props.card.shelf !== 'new'}>
          <Ring label={t('play.progressOf', { title: props.card.title })} value={props.card.done} max={props.card.lessons} size={24} />
        </Show>
      </div>
      <p class={styles.words}>{words()}</p>
      <div class={styles.foot}>
        <Avatar person={props.card.by} size="small" named />
        <span class={styles.by}>
          {props.card.by.name} · <span class={styles.when}>{ago(props.card.publishedAt)}</span>
        </span>
        <ButtonLink
          href={`/play/${props.card.courseId}`}
          size="small"
          tone={props.card.shelf === 'continue' ? 'primary' : 'plain'}
          tabindex="-1"
          aria-hidden="true"
        >
          {t(verbs[props.card.shelf])}
        </ButtonLink>
      </div>
    </li>
  )
}
