import styles from './Progress.module.css'

type ProgressProps = {
  /** What it measures, in words. */
  label: string
  value: number
  /** At least 1 is drawn, so that nothing of nothing is an empty bar. */
  max: number
}

const share = (props: ProgressProps) => Math.min(1, Math.max(0, props.value / Math.max(1, props.max)))

/** How far along, as a bar. */
export function ProgressBar(props: ProgressProps) {
  return (
    <div
      class={styles.bar}
      role="progressbar"
      aria-label={props.label}
      aria-valuenow={props.value}
      aria-valuemin={0}
      aria-valuemax={props.max}
    >
      <div class={styles.done} classList={{ [styles.full!]: share(props) === 1 }} style={{ 'inline-size': `${share(props) * 100}%` }} />
    </div>
  )
}

const radius = 8
const around = 2 * Math.PI * radius

/** How far along, as a ring: for small places. */
export function Ring(props: ProgressProps & { size?: number }) {
  return (
    <svg
      class={styles.ring}
      classList={{ [styles.full!]: share(props) === 1 }}
      viewBox="0 0 20 20"
      width={props.size ?? 20}
      height={props.size ?? 20}
      role="progressbar"
      aria-label={props.label}
      aria-valuenow={props.value}
      aria-valuemin={0}
      aria-valuemax={props.max}
    >
      <circle cx="10" cy="10" r={radius} class={styles.track} />
      <circle
        cx="10"
        cy="10"
        r={radius}
        class={styles.part}
        stroke-dasharray={`${share(props) * around} ${around}`}
        transform="rotate(-90 10 10)"
      />
    </svg>
  )
}
