import { useNavigate } from '@solidjs/router'
import Search from 'lucide-solid/icons/search'
import { createMemo, createSignal, createUniqueId, For, Show, untrack } from 'solid-js'
import { listCourses } from '../../../shared/courses.ts'
import { useGroups } from '../../groups/state.ts'
import { ask } from '../../platform/api.ts'
import { allPages, createAsked } from '../../platform/asked.ts'
import { type Command, offeredCommands } from '../../platform/palette.ts'
import { t } from '../../platform/text.ts'
import { ModalFrame } from '../../ui/Dialog.tsx'
import { commandsFor } from './commands.ts'
import { matching } from './matching.ts'
import styles from './Palette.module.css'

const most = 40

/** Go to a course or a group, or do something, by typing a few letters of it. */
export default function Palette(props: { onClose: () => void }) {
  const navigate = useNavigate()
  const groups = useGroups()
  const courses = createAsked(
    () => true,
    () => allPages((after) => ask(listCourses, { after }), 500),
  )
  const [typed, setTyped] = createSignal('')
  const [at, setAt] = createSignal(0)
  const listId = createUniqueId()

  // What the screen offers is asked for once: reading a large course again with each answer of the server would be felt.
  const offered = untrack(offeredCommands)
  const commands = createMemo(() => [
    ...offered,
    ...commandsFor({ courses: courses.value() ?? [], groups: groups.value() ?? [], navigate }),
  ])
  const found = createMemo(() => matching(typed(), commands(), (command) => `${command.label} ${command.hint ?? ''}`).slice(0, most))
  const optionId = (index: number) => `${listId}-${index}`

  const choose = (command: Command | undefined) => {
    if (!command) return
    props.onClose()
    command.run()
  }
  const step = (by: number) => {
    setAt((now) => (now + by + found().length) % Math.max(1, found().length))
    document.getElementById(optionId(at()))?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (event.key === 'ArrowDown') step(1)
    else if (event.key === 'ArrowUp') step(-1)
    else if (event.key === 'Enter') choose(found()[at()])
    else return
    event.preventDefault()
  }

  return (
    <ModalFrame open onClose={props.onClose} class={styles.palette!}>
      {(titleId) => (
        <>
          <h2 id={titleId} class="visually-hidden">
            {t('frame.paletteTitle')}
          </h2>
          <div class={styles.field}>
            <Search />
            <input
              type="text"
              role="combobox"
              aria-expanded="true"
              aria-controls={listId}
              aria-activedescendant={found().length ? optionId(at()) : undefined}
              aria-autocomplete="list"
              aria-label={t('frame.paletteTitle')}
              placeholder={t('frame.palettePlaceholder')}
              autofocus
              autocomplete="off"
              spellcheck={false}
              value={typed()}
              onInput={(event) => {
                setTyped(event.currentTarget.value)
                setAt(0)
              }}
              onKeyDown={onKeyDown}
            />
          </div>
          <div id={listId} class={styles.list} role="listbox" aria-label={t('frame.paletteTitle')}>
            <For each={found()}>
              {(command, index) => (
                <>
                  <Show when={typed() === '' && found()[index() - 1]?.group !== command.group}>
                    <div class={styles.heading} role="presentation">
                      {command.group}
                    </div>
                  </Show>
                  <div
                    id={optionId(index())}
                    class={styles.option}
                    role="option"
                    aria-selected={index() === at()}
                    onPointerMove={() => setAt(index())}
                    onClick={() => choose(command)}
                  >
                    {command.icon({})}
                    <span class={styles.label}>{command.label}</span>
                    <span class={styles.hint}>{command.hint}</span>
                  </div>
                </>
              )}
            </For>
          </div>
          <Show when={found().length === 0}>
            <p class={styles.none} role="status">
              {t('frame.paletteNone', { typed: typed() })}
            </p>
          </Show>
        </>
      )}
    </ModalFrame>
  )
}
