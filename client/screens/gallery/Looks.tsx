import { For } from 'solid-js'
import { ago, bytes, dateTime, list, minutes, number, percent } from '../../platform/format.ts'
import { t } from '../../platform/text.ts'
import { Avatar, Avatars } from '../../ui/Avatar.tsx'
import styles from './Gallery.module.css'

const people = [
  'Ana Reyes',
  'Ben Okafor',
  'Rita Lang',
  'Leo Sand',
  'Mia Voss',
  'Carl Berg',
  'Lena Ito',
  'Omar Haddad',
  'Zoë',
  'Li Wei',
].map((name, colour) => ({ name, colour }))
const meanings = ['thread', 'suggest-add', 'suggest-del', 'flag', 'question', 'accent', 'ok', 'warn', 'danger']
const aDay = Date.UTC(2026, 10, 21, 12)

export function Faces() {
  return (
    <>
      <div class={styles.row}>
        <For each={people}>{(person) => <Avatar person={person} />}</For>
      </div>
      <div class={styles.row}>
        <Avatar person={people[0]!} size="small" />
        <Avatar person={people[1]!} size="large" />
        <Avatars people={people.slice(0, 3)} />
        <Avatars people={people} />
        <Avatars people={people} size="small" max={6} />
      </div>
      <div class={styles.row}>
        <For each={people}>{(person) => <strong style={{ color: `var(--person-${person.colour})` }}>{person.name}</strong>}</For>
      </div>
    </>
  )
}

export function Words() {
  return (
    <>
      <h1>Heading of a screen</h1>
      <h2>Heading of a part</h2>
      <h3>Heading of a card</h3>
      <div class={styles.lesson}>
        <p>
          A lesson is set in seventeen on twenty-eight, in a column that is never wider than sixty-eight letters, because long lines tire.
          It holds <a href="/gallery">links</a>, <strong>strong words</strong>, <em>stressed ones</em>
          and <code>code</code>.
        </p>
      </div>
      <ul>
        <li>{t('ui.morePeople', { count: 1 })}</li>
        <li>{t('ui.morePeople', { count: 12_345 })}</li>
        <li>{dateTime(aDay)}</li>
        <li>{ago(aDay, aDay + 3 * 3_600_000)}</li>
        <li>{list(['Ana', 'Ben', 'Mia'])}</li>
        <li>
          {number(1_234_567.8)} · {percent(0.42)} · {minutes(12)} · {bytes(1_432_000)}
        </li>
      </ul>
    </>
  )
}

export function Colours() {
  return (
    <div class={styles.swatches}>
      <For each={['paper', 'paper-raised', 'paper-sunken', 'paper-hover']}>
        {(paper) => (
          <div class={styles.swatch} style={{ background: `var(--${paper})` }}>
            {paper} <span style={{ color: 'var(--ink-soft)' }}>soft</span> <span style={{ color: 'var(--ink-faint)' }}>faint</span>
          </div>
        )}
      </For>
      <For each={meanings}>
        {(meaning) => (
          <div class={styles.swatch} style={{ background: `var(--${meaning}-soft)`, color: `var(--${meaning})` }}>
            {meaning}
          </div>
        )}
      </For>
    </div>
  )
}
