import { onMount, type JSX } from 'solid-js'
import { AppBar } from './AppBar.tsx'
import styles from './Page.module.css'

let isFirst = true

/** A screen between courses: the bar, and a column of work below it. */
export function Page(props: { children: JSX.Element }) {
  let main!: HTMLElement
  onMount(() => {
    // After a way through a link that is gone now, reading and Tab go on here and not at the top of the page.
    if (!isFirst && document.activeElement === document.body) main.focus({ preventScroll: true })
    isFirst = false
  })
  return (
    <>
      <AppBar />
      <main ref={(element) => (main = element)} id="main" tabindex={-1} class={styles.page}>
        {props.children}
      </main>
    </>
  )
}
