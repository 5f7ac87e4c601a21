import Flag from 'lucide-solid/icons/flag'
import Link2 from 'lucide-solid/icons/link-2'
import SmilePlus from 'lucide-solid/icons/face-slightly-smiling-plus'
import MessageCircleQuestion from 'lucide-solid/icons/message-circle-question-mark'
import { createSignal, onCleanup, Show } from 'solid-js'
import type { Passage } from '../../shared/document/passages.ts'
import type { LessonId } from '../../shared/id.ts'
import { t } from '../platform/text.ts'
import { isLetterKey } from './keys.ts'
import { passageOfSelection } from './passage.ts'
import styles from './SelectionMenu.module.css'

type SelectionMenuProps = {
  column: () => HTMLElement | undefined
  at: { version: number; lesson: LessonId }
  onAsk?: ((passage: Passage) => void) | undefined
  onOutdated?: ((passage: Passage) => void) | undefined
  onReact?: ((passage: Passage) => void) | undefined
  onCopyLink: (passage: Passage) => void
}

const pauseMs = 120

/** What can be done with selected words, beside them; on a touch screen at the foot, clear of the system's own menu. */
export function SelectionMenu(props: SelectionMenuProps) {
  const [found, setFound] = createSignal<{ passage: Passage; at: DOMRect }>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const column = props.column()
      const selection = document.getSelection()
      const passage = column && passageOfSelection(selection, column, props.at)
      setFound(passage && selection ? { passage, at: selection.getRangeAt(0).getBoundingClientRect() } : undefined)
    }, pauseMs)
  }
  // With words selected, and nowhere to type, single keys do what the buttons do.
  const press = (event: KeyboardEvent) => {
    if (!found()) return
    if (event.key === 'Escape') setFound()
    if (!isLetterKey(event)) return
    const verb = {
      a: props.onAsk && (() => run(props.onAsk)),
      o: props.onOutdated && (() => run(props.onOutdated)),
      r: props.onReact && (() => run(props.onReact)),
      l: () => run(props.onCopyLink),
    }[event.key.toLowerCase()]
    if (!verb) return
    event.preventDefault()
    verb()
  }
  document.addEventListener('selectionchange', look)
  document.addEventListener('keydown', press)
  window.addEventListener('scroll', look, { passive: true })
  onCleanup(() => {
    clearTimeout(timer)
    document.removeEventListener('selectionchange', look)
    document.removeEventListener('keydown', press)
    window.removeEventListener('scroll', look)
  })
  const run = (verb: ((passage: Passage) => void) | undefined) => {
    const passage = found()?.passage
    setFound()
    if (passage) verb?.(passage)
  }
  return (
    <Show when={found()}>
      {(now) => (
        <div
          class={styles.menu}
          role="toolbar"
          aria-label={t('player.selection')}
          style={placeFor(now().at)}
          onPointerDown={(event) => event.preventDefault()}
        >
          <Show when={props.onAsk}>
            {(verb) => (
              <button type="button" aria-keyshortcuts="A" onClick={() => run(verb())}>
                <MessageCircleQuestion aria-hidden="true" /> {t('player.ask')}
              </button>
            )}
          </Show>
          <Show when={props.onOutdated}>
            {(verb) => (
              <button type="button" aria-keyshortcuts="O" onClick={() => run(verb())}>
                <Flag aria-hidden="true" /> {t('player.outdated')}
              </button>
            )}
          </Show>
          <Show when={props.onReact}>
            {(verb) => (
              <button type="button" aria-keyshortcuts="R" onClick={() => run(verb())}>
                <SmilePlus aria-hidden="true" /> {t('player.react')}
              </button>
            )}
          </Show>
          <button
            type="button"
            aria-keyshortcuts="L"
            aria-label={t('player.copyLink')}
            data-tip={t('player.copyLink')}
            onClick={() => run(props.onCopyLink)}
          >
            <Link2 aria-hidden="true" />
          </button>
        </div>
      )}
    </Show>
  )
}

/** Above the words, or below them where there is no room above. */
function placeFor(words: DOMRect) {
  const above = words.top > 110
  return {
    '--x': `${words.left + words.width / 2}px`,
    '--y': `${above ? words.top - 8 : words.bottom + 8}px`,
    '--shift': above ? '-100%' : '0%',
  }
}
