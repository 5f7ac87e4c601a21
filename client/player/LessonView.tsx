import ArrowLeft from 'lucide-solid/icons/arrow-left'
import ArrowRight from 'lucide-solid/icons/arrow-right'
import { createEffect, on, onCleanup, Show, type JSX } from 'solid-js'
import { directionOf } from '../../shared/direction.ts'
import { type Prose, textOf } from '../../shared/document/prose.ts'
import type { BlockId } from '../../shared/id.ts'
import type { PlayLesson } from '../../shared/play.ts'
import { date } from '../platform/format.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { reveal } from './Boxes.tsx'
import { LessonChanged } from './Changes.tsx'
import styles from './LessonView.module.css'
import { Blocks } from './Prose.tsx'
import { textSize } from './reading.ts'
import type { Player } from './state.ts'

type LessonViewProps = { lesson: PlayLesson; player: Player; column: (element: HTMLElement) => void; notes?: JSX.Element }

/** How long the end of a lesson must be in sight to count as read. */
const readMs = 1500

/** Which way a lesson runs shows in its first blocks. */
const directionIn = (content: readonly Prose[]) => directionOf(content.slice(0, 20).map(textOf).join(' '))

/** Published prose in the reading column, without a player around it. */
export function ReadingColumn(props: { of: readonly Prose[] }) {
  return (
    <div class={styles.lesson}>
      <div class={styles.column} dir={directionIn(props.of)}>
        <Blocks of={props.of} />
      </div>
    </div>
  )
}

/** One lesson in the reading column, with what changed in it above and the ways on below. */
export function LessonView(props: LessonViewProps) {
  const player = props.player // eslint-disable-line solid/reactivity -- one player for as long as this is shown
  const text = player.content.value
  let column!: HTMLElement
  let end!: HTMLDivElement
  let heading!: HTMLHeadingElement
  let shownBefore = false

  // A lesson begins at its heading, or where its reader stopped; moving on takes the focus along.
  createEffect(
    on([() => player.page(), text], ([page, content]) => {
      if (!content || !page || page === 'end') return
      queueMicrotask(() => {
        const block = page.block && column.querySelector(`[data-block="${CSS.escape(page.block)}"]`)
        if (block) {
          reveal(block)
          // Whoever stopped at the very beginning finds the heading too.
          if (page.sought || block !== column.firstElementChild) block.scrollIntoView()
          if (page.sought)
            block.animate([{ backgroundColor: 'var(--accent-soft)' }, { backgroundColor: 'transparent' }], {
              duration: 1800,
              easing: 'ease-in',
            })
        }
        if (!block && shownBefore) window.scrollTo({ top: 0 })
        if (shownBefore) heading.focus({ preventScroll: true })
        shownBefore = true
        watchReading(column, (id) => player.reach(id))
      })
    }),
  )
  let stop = () => {}
  const watchReading = (inside: HTMLElement, reach: (block: BlockId) => void) => {
    stop()
    // The band in the upper half of the window where people read; scrolling to a block puts it at the band's head.
    const blocks = new IntersectionObserver(
      (seen) => seen.filter((one) => one.isIntersecting).forEach((one) => reach((one.target as HTMLElement).dataset['block'] as BlockId)),
      { rootMargin: '-24% 0px -56% 0px' },
    )
    inside.querySelectorAll(':scope > [data-block]').forEach((block) => blocks.observe(block))
    let timer: ReturnType<typeof setTimeout> | undefined
    const ending = new IntersectionObserver((seen) => {
      clearTimeout(timer)
      if (seen.at(-1)?.isIntersecting) timer = setTimeout(() => player.finishLesson(), readMs)
    })
    ending.observe(end)
    stop = () => {
      clearTimeout(timer)
      blocks.disconnect()
      ending.disconnect()
    }
  }
  onCleanup(() => stop())

  return (
    <article class={styles.lesson} data-size={textSize()} aria-labelledby="lesson-title">
      <h1 id="lesson-title" ref={(element) => (heading = element)} tabindex="-1">
        {props.lesson.title}
      </h1>
      <Show when={props.lesson.freshUntil}>{(until) => <p class={styles.fresh}>{t('player.freshUntil', { date: date(until()) })}</p>}</Show>
      {props.notes}
      <Show when={player.deltaOf(props.lesson.id)}>{(delta) => <LessonChanged delta={delta()} />}</Show>
      <div
        class={styles.column}
        dir={directionIn(text() ?? [])}
        ref={(element) => {
          column = element
          props.column(element)
        }}
      >
        <Show when={player.content.fault()}>
          {(error) => (
            <Banner tone="danger" action={<Button onClick={() => void player.content.reload()}>{t('ui.retry')}</Button>}>
              {t('player.lessonFailed')} {wordsOf(error())}
            </Banner>
          )}
        </Show>
        <Show when={!player.content.fault()}>
          <Show when={text()} fallback={<Skeleton lines={8} />}>
            {(content) => (
              <Show when={content().length > 0} fallback={<p class={styles.empty}>{t('player.emptyLesson')}</p>}>
                <Blocks of={content()} />
              </Show>
            )}
          </Show>
        </Show>
      </div>
      <div ref={(element) => (end = element)} />
      <Show when={text()}>
        <nav class={styles.ways} aria-label={t('player.lessons')}>
          <Show when={player.previous()}>
            {(before) => (
              <button type="button" class={styles.way} onClick={() => void player.back()}>
                <span class={styles.where}>
                  <ArrowLeft aria-hidden="true" /> {t('player.previous')}
                </span>
                <span class={styles.title}>{before().title}</span>
              </button>
            )}
          </Show>
          <button type="button" class={`${styles.way} ${styles.on}`} onClick={() => void player.next()}>
            <span class={styles.where}>
              {player.following() ? t('player.next') : t('player.finish')} <ArrowRight aria-hidden="true" />
            </span>
            <span class={styles.title}>{player.following()?.title ?? t('player.toEnd')}</span>
          </button>
        </nav>
      </Show>
    </article>
  )
}
