import CircleCheck from 'lucide-solid/icons/circle-check-big'
import { For, onMount, Show, type JSX } from 'solid-js'
import type { PlayView } from '../../shared/play.ts'
import { date } from '../platform/format.ts'
import { t } from '../platform/text.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Changes } from './Changes.tsx'
import styles from './EndView.module.css'
import type { Player } from './state.ts'

/** After the last lesson: it is finished and one may say how it was; or what is still open. */
export function EndView(props: { view: PlayView; player: Player; homeHref: string; children?: JSX.Element }) {
  let heading: HTMLHeadingElement | undefined
  onMount(() => {
    window.scrollTo({ top: 0 })
    heading?.focus({ preventScroll: true })
  })
  const open = () => props.view.lessons.filter((lesson) => props.player.stateOf(lesson.id)?.state !== 'done')
  const changed = () => props.player.deltas().filter((delta) => delta.blocks.length > 0)
  const finished = () => props.player.progress()?.completed
  const why = (lesson: PlayView['lessons'][number]) => {
    const state = props.player.stateOf(lesson.id)
    const unanswered = lesson.asks - (state?.answered ?? 0)
    return unanswered > 0 ? t('player.openQuestions', { count: unanswered }) : t('player.openRead')
  }
  return (
    <Show when={props.view.lessons.length > 0} fallback={<EmptyState title={t('player.emptyTitle')} text={t('player.emptyText')} />}>
      <section class={styles.end}>
        <Show
          when={open().length === 0}
          fallback={
            <>
              <h1 ref={(element) => (heading = element)} tabindex="-1">
                {t('player.openTitle', { count: open().length })}
              </h1>
              <p class={styles.about}>{t('player.openText')}</p>
              <ul class={styles.open}>
                <For each={open()}>
                  {(lesson) => (
                    <li>
                      <button type="button" onClick={() => void props.player.goTo(lesson.id)}>
                        <span>{lesson.title}</span>
                        <span class={styles.why}>{why(lesson)}</span>
                      </button>
                    </li>
                  )}
                </For>
              </ul>
            </>
          }
        >
          <CircleCheck class={styles.done} aria-hidden="true" />
          <h1 ref={(element) => (heading = element)} tabindex="-1">
            {t('player.endTitle', { title: props.view.title })}
          </h1>
          <Show when={finished()}>
            {(its) => <p class={styles.about}>{t('player.endText', { version: its().version, date: date(its().at) })}</p>}
          </Show>
          <div class={styles.say}>{props.children}</div>
          <Show when={changed().length > 0}>
            <section class={styles.changed}>
              <h2>{t('player.endChanges')}</h2>
              <For each={changed()}>
                {(delta) => (
                  <details>
                    <summary>{delta.title}</summary>
                    <Changes blocks={delta.blocks} />
                  </details>
                )}
              </For>
            </section>
          </Show>
        </Show>
        <div class={styles.actions}>
          <ButtonLink href={props.homeHref} tone={open().length === 0 ? 'primary' : 'plain'}>
            {t('player.toHome')}
          </ButtonLink>
          <Show when={open().length === 0 && props.view.lessons[0]}>
            {(first) => (
              <Button tone="quiet" onClick={() => void props.player.goTo(first().id)}>
                {t('player.readAgain')}
              </Button>
            )}
          </Show>
        </div>
      </section>
    </Show>
  )
}
