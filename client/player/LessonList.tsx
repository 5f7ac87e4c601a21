import Check from 'lucide-solid/icons/check'
import Circle from 'lucide-solid/icons/circle'
import CircleDashed from 'lucide-solid/icons/circle-dashed'
import RotateCw from 'lucide-solid/icons/rotate-cw'
import { For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { LessonState, PlayView } from '../../shared/play.ts'
import { t } from '../platform/text.ts'
import styles from './LessonList.module.css'
import type { Player } from './state.ts'

const looks = {
  new: { icon: Circle, name: 'player.stateNew' },
  begun: { icon: CircleDashed, name: 'player.stateBegun' },
  done: { icon: Check, name: 'player.stateDone' },
  again: { icon: RotateCw, name: 'player.stateAgain' },
} as const satisfies Record<LessonState, unknown>

/** The course at a glance: sections, lessons, and how far one is in each. */
export function LessonList(props: { view: PlayView; player: Player; onGo?: () => void }) {
  const depthOf = (parent: string | null): number => {
    const section = parent && props.view.outline.find((node) => node.id === parent)
    return section ? 1 + depthOf(section.parent) : 0
  }
  const lessonOf = (id: string) => props.view.lessons.find((lesson) => lesson.id === (id as string))
  const go = (id: PlayView['lessons'][number]['id']) => {
    void props.player.goTo(id)
    props.onGo?.()
  }
  return (
    <nav class={styles.list} aria-label={t('player.lessonList')}>
      <For each={props.view.outline}>
        {(node) => (
          <Show when={node.kind === 'lesson' && lessonOf(node.id)} fallback={<p class={styles.section}>{node.title}</p>}>
            {(lesson) => {
              const state = () => props.player.stateOf(lesson().id)?.state ?? 'new'
              const isHere = () => props.player.lesson()?.id === lesson().id
              return (
                <button
                  type="button"
                  class={styles.lesson}
                  style={{ '--depth': depthOf(node.parent) }}
                  aria-current={isHere() ? 'page' : undefined}
                  data-state={state()}
                  onClick={() => go(lesson().id)}
                >
                  <Dynamic component={looks[state()].icon} class={styles.state} aria-hidden="true" />
                  <span class={styles.title}>{node.title}</span>
                  <span class={state() === 'again' ? styles.again : 'visually-hidden'}>{t(looks[state()].name)}</span>
                </button>
              )
            }}
          </Show>
        )}
      </For>
    </nav>
  )
}
