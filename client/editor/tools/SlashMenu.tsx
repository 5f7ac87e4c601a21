import { createEffect, createMemo, For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { t } from '../../platform/text.ts'
import { chooseEntry, pickEntry, slashMenuOf } from '../plugins/slash.ts'
import { icons } from './icons.ts'
import type { Tools } from './tools.ts'
import { placeBeside } from './placing.ts'

/** The list that `/` opens. The focus stays in the text; the keys are heard there. */
export function SlashMenu(props: { tools: Tools }) {
  const menu = createMemo(() => slashMenuOf(props.tools.state()))
  return <Show when={menu() !== null}>{<List tools={props.tools} />}</Show>
}

function List(props: { tools: Tools }) {
  let box!: HTMLDivElement
  const menu = createMemo(() => slashMenuOf(props.tools.state()))
  const { view } = props.tools.lesson
  const anchor = () => {
    const from = menu()?.from
    if (from === undefined) return null
    const { left, top, bottom } = view.coordsAtPos(from)
    return new DOMRect(left, top, 0, bottom - top)
  }
  placeBeside(() => box, anchor, menu, 'bottom-start')
  createEffect(() => {
    const picked = menu()?.found[menu()?.picked ?? 0]
    box.querySelector(`#slash-${picked?.name}`)?.scrollIntoView({ block: 'nearest' })
  })
  return (
    <div ref={box} popover="manual" id="slash-menu" class="slash-menu" role="listbox" aria-label={t('editor.menu')}>
      <For each={menu()?.found} fallback={<p class="slash-none">{t('editor.menuNone')}</p>}>
        {(entry, at) => (
          <>
            <Show when={menu()?.query === '' && menu()?.found[at() - 1]?.group !== entry.group}>
              <p class="slash-group" role="presentation">
                {t(`editor.group.${entry.group}`)}
              </p>
            </Show>
            <div
              id={`slash-${entry.name}`}
              class="slash-entry"
              role="option"
              aria-selected={at() === menu()?.picked}
              onPointerMove={() => at() !== menu()?.picked && pickEntry(view, at())}
              onMouseDown={(event) => {
                event.preventDefault() // the focus stays in the text
                chooseEntry(view, entry)
              }}
            >
              <Dynamic component={icons[entry.name]} size={18} />
              <span class="slash-name">
                {t(`editor.block.${entry.name}`)}
                <span class="slash-hint">{t(`editor.hint.${entry.name}`)}</span>
              </span>
              <Show when={entry.shorthand}>
                <kbd>{entry.shorthand}</kbd>
              </Show>
            </div>
          </>
        )}
      </For>
    </div>
  )
}
