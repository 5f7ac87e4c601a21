import type { JSX } from 'solid-js'
import { Brand } from './Brand.tsx'
import styles from './Entrance.module.css'
import { Preferences } from './Preferences.tsx'

/** The page of those who are not inside yet: one card, and `beside` it what may help. */
export function Entrance(props: { title: string; about?: string; beside?: JSX.Element; children: JSX.Element }) {
  return (
    <div class={styles.page}>
      <main class={styles.main}>
        <div class={styles.card}>
          <Brand large />
          <div>
            <h1>{props.title}</h1>
            <p>{props.about}</p>
          </div>
          {props.children}
        </div>
        {props.beside}
      </main>
      <footer class={styles.footer}>
        <Preferences />
      </footer>
    </div>
  )
}
