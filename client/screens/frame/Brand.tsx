import styles from './Brand.module.css'

/** The product's mark and name. */
export function Brand(props: { large?: boolean }) {
  return (
    <span class={styles.brand} classList={{ [styles.large!]: props.large ?? false }}>
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" class={styles.ground} />
        <path
          d="M8 9.5h12a2.5 2.5 0 0 1 2.5 2.5v4A2.5 2.5 0 0 1 20 18.5h-6.5L9.5 22v-3.5H8A2 2 0 0 1 6 16.5v-5A2 2 0 0 1 8 9.5Z"
          class={styles.bubble}
        />
        <path d="M24.5 14v4.5a2.5 2.5 0 0 1-2.5 2.5h-5.5" class={styles.answer} />
      </svg>
      Colloquy
    </span>
  )
}
