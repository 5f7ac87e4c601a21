import type { JSX } from 'solid-js'
import { AppBar } from './AppBar.tsx'
import styles from './Page.module.css'

/** A screen between courses: the bar, and a column of work below it. */
export function Page(props: { children: JSX.Element }) {
  return (
    <>
      <AppBar />
      <main id="main" tabindex={-1} class={styles.page}>
        {props.children}
      </main>
    </>
  )
}
