import { createSignal, For, lazy, Suspense } from 'solid-js'
import { chosenLanguage, languages, setLanguage, type Language } from '../../platform/text.ts'
import { setTheme, theme, themes, type Theme } from '../../platform/theme.ts'
import { useTitle } from '../../platform/title.ts'
import { Select } from '../../ui/Field.tsx'
import { Colours, Faces, Words } from './Looks.tsx'
import { Buttons, Diffs, Fields, Floating, Places, States } from './Parts.tsx'
import styles from './Gallery.module.css'

const names = {
  buttons: Buttons,
  fields: Fields,
  floating: Floating,
  states: States,
  places: Places,
  faces: Faces,
  words: Words,
  diffs: Diffs,
  colours: Colours,
  blocks: lazy(() => import('./Blocks.tsx')),
}

/** Every part of `client/ui` in all its states: the place to look after changing one. Its words are for us, and English. */
export default function GalleryScreen() {
  const [rightToLeft, setRightToLeft] = createSignal<'ltr' | 'rtl'>('ltr')
  useTitle(() => 'Gallery')
  return (
    <main class={styles.gallery} lang="en">
      <header class={styles.header}>
        <h1>Gallery</h1>
        <div class={styles.choices}>
          <Select<Theme> label="Theme" value={theme()} onChange={setTheme} options={themes.map((value) => ({ value, label: value }))} />
          <Select<Language | 'pseudo'>
            label="Language"
            value={chosenLanguage()}
            onChange={(chosen) => void setLanguage(chosen)}
            options={[
              ...Object.entries(languages).map(([value, label]) => ({ value: value as Language, label })),
              { value: 'pseudo' as const, label: 'Pseudo' },
            ]}
          />
          <Select<'ltr' | 'rtl'>
            label="Direction"
            value={rightToLeft()}
            onChange={(direction) => {
              setRightToLeft(direction)
              document.documentElement.dir = direction
            }}
            options={[
              { value: 'ltr', label: 'Left to right' },
              { value: 'rtl', label: 'Right to left' },
            ]}
          />
        </div>
      </header>
      <For each={Object.entries(names)}>
        {([name, Part]) => (
          <section class={styles.section} aria-labelledby={name}>
            <h2 id={name}>{name[0]!.toUpperCase() + name.slice(1)}</h2>
            <div class={styles.parts}>
              <Suspense>
                <Part />
              </Suspense>
            </div>
          </section>
        )}
      </For>
    </main>
  )
}
