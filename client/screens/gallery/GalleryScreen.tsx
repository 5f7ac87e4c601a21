import { useSearchParams } from '@solidjs/router'
import { createSignal, For, lazy, Suspense } from 'solid-js'
import { chosenLanguage, languages, setLanguage, type Language } from '../../platform/text.ts'
import { setTheme, theme, themes, type Theme } from '../../platform/theme.ts'
import { useTitle } from '../../platform/title.ts'
import { Select } from '../../ui/Field.tsx'
import { Colours, Faces, Words } from './Looks.tsx'
import { Buttons, Diffs, Fields, Floating, Places, States } from './Parts.tsx'
import styles from './Gallery.module.css'

const later = (part: 'Blocks' | 'Media' | 'Questions' | 'RightToLeft') =>
  lazy(async () => ({ default: (await import('./Blocks.tsx'))[part] }))

const parts = {
  buttons: Buttons,
  fields: Fields,
  floating: Floating,
  states: States,
  places: Places,
  faces: Faces,
  words: Words,
  diffs: Diffs,
  colours: Colours,
  blocks: later('Blocks'),
}
/** What is on the page by `of`: `/gallery?of=questions`. */
const pages = {
  parts,
  media: { media: later('Media') },
  questions: { questions: later('Questions') },
  rtl: { 'right-to-left': later('RightToLeft') },
}
const isPage = (name: unknown): name is keyof typeof pages => typeof name === 'string' && Object.hasOwn(pages, name)

/** Every part of `client/ui` in all its states: the place to look after changing one. Its words are for us, and English. */
export default function GalleryScreen() {
  const [rightToLeft, setRightToLeft] = createSignal<'ltr' | 'rtl'>('ltr')
  const [query] = useSearchParams<{ of: string }>()
  const page = () => (isPage(query.of) ? query.of : 'parts')
  useTitle(() => 'Gallery')
  return (
    <main class={styles.gallery} lang="en">
      <header class={styles.header}>
        <h1>Gallery</h1>
        <nav class={styles.choices}>
          <For each={Object.keys(pages)}>
            {(name) => (
              <a href={`/gallery?of=${name}`} aria-current={name === page() ? 'page' : undefined}>
                {name}
              </a>
            )}
          </For>
        </nav>
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
      <For each={Object.entries(pages[page()])}>
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
