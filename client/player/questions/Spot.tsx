import { createSignal, For, Show } from 'solid-js'
import { attrsOf } from '../../../shared/document/prose.ts'
import { t } from '../../platform/text.ts'
import { shownImage } from '../Picture.tsx'
import styles from '../Question.module.css'
import { type BodyProps, partsOf } from './body.ts'

/** Point at a place on a picture: with a click, or with two sliders that anybody can use. */
export function Spot(props: BodyProps) {
  const [at, setAt] = createSignal<{ x: number; y: number }>()
  const image = () => attrsOf(partsOf(props.node, 'spotImage')[0] ?? { type: '' })
  const given = () => (props.feedback?.answer.by === 'spot' ? props.feedback.answer : at())
  const areas = () => (props.feedback?.solution?.by === 'spot' ? props.feedback.solution.right : [])
  const point = (x: number, y: number) => {
    if (props.feedback) return
    const place = { x: round(x), y: round(y) }
    setAt(place)
    props.onAnswer({ by: 'spot', ...place })
  }
  const slider = (axis: 'x' | 'y') => (
    <label class={styles.slider}>
      <span>{t(axis === 'x' ? 'player.spotAcross' : 'player.spotDown')}</span>
      <input
        type="range"
        min={0}
        max={100}
        step={1}
        value={given()?.[axis] ?? 50}
        disabled={props.feedback !== undefined}
        aria-valuetext={t(axis === 'x' ? 'player.spotFromLeft' : 'player.spotFromTop', { share: Math.round(given()?.[axis] ?? 50) })}
        onInput={(event) => {
          const value = Number(event.currentTarget.value)
          const now = at() ?? { x: 50, y: 50 }
          point(axis === 'x' ? value : now.x, axis === 'y' ? value : now.y)
        }}
      />
    </label>
  )
  return (
    <>
      <p class={styles.hint}>{t('player.spotHint')}</p>
      {/* The picture answers a pointer; the sliders below do the same by keyboard. */}
      <div
        class={styles.spot}
        classList={{ [styles.done!]: props.feedback !== undefined }}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          point(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100)
        }}
      >
        <img src={shownImage(image()['src'])} alt={String(image()['alt'] || t('player.image'))} draggable={false} />
        <For each={areas()}>
          {(area) => (
            <span
              class={styles.area}
              style={{ left: `${area.x}%`, top: `${area.y}%`, width: `${area.w}%`, height: `${area.h}%` }}
              aria-hidden="true"
            />
          )}
        </For>
        <Show when={given()}>
          {(its) => <span class={styles.pin} style={{ left: `${its().x}%`, top: `${its().y}%` }} aria-hidden="true" />}
        </Show>
      </div>
      <Show when={!props.feedback}>
        <div class={styles.sliders}>
          {slider('x')}
          {slider('y')}
        </div>
      </Show>
    </>
  )
}

const round = (value: number) => Math.round(Math.max(0, Math.min(100, value)) * 10) / 10
