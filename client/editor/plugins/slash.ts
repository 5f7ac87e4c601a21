import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { t, textOf } from '../../platform/text.ts'
import { type Entry, run } from '../block.ts'
import { entries } from '../registry.ts'
import { isRemote } from './fresh-ids.ts'

/** The open `/` menu: `from` lies before the slash, `picked` counts in `found`. */
export type SlashMenu = { from: number; to: number; query: string; found: readonly Entry[]; picked: number }
type Change = { close: true } | { pick: number }

const key = new PluginKey<SlashMenu | null>('slash')
export const slashMenuOf = (state: EditorState): SlashMenu | null => key.getState(state) ?? null

const plain = (text: string) => text.toLocaleLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

/** Whoever asks for a question wants one; what holds several, and is called after them, comes behind. */
const holdsSeveral = (entry: Entry) => entry.name === 'pool' || entry.name === 'bank'

/** Entries whose name or an alias begins a word with the query, those that begin with it first. */
export function searchEntries(query: string, all: readonly Entry[] = entries): Entry[] {
  const sought = plain(query).trim()
  if (sought === '') return [...all]
  const rank = (entry: Entry) => {
    const name = plain(textOf(`editor.block.${entry.name}`) ?? entry.name)
    const aliases = plain(textOf(`editor.aliases.${entry.name}`) ?? '')
    if (name.startsWith(sought) && !holdsSeveral(entry)) return 0
    if (aliases.split(',').some((alias) => alias.trim().startsWith(sought))) return 1
    return ` ${name} ${aliases}`.includes(` ${sought}`) ? 2 : 3
  }
  return all.filter((entry) => rank(entry) < 3).sort((a, b) => rank(a) - rank(b))
}

/** What was typed after the slash, while the caret is still behind it in the same block. */
function typed(state: EditorState, from: number): string | null {
  const { $from, empty } = state.selection
  if (!empty || from < $from.start() || from >= $from.pos) return null
  const text = $from.parent.textBetween(from - $from.start(), $from.parentOffset, undefined, '\ufffc')
  return /^\/[^/\ufffc]{0,24}$/.test(text) && !text.startsWith('/ ') ? text.slice(1) : null
}

/** Opens the menu at the caret by writing the slash there, as its key would. */
export function openSlashMenu(view: EditorView): void {
  view.dispatch(view.state.tr.insertText('/'))
  view.focus()
}

export const closeSlashMenu = (view: EditorView) => view.dispatch(view.state.tr.setMeta(key, { close: true } satisfies Change))
export const pickEntry = (view: EditorView, picked: number) => view.dispatch(view.state.tr.setMeta(key, { pick: picked } satisfies Change))

/** Takes the query out of the text and does what the entry says. */
export function chooseEntry(view: EditorView, entry: Entry): void {
  const menu = slashMenuOf(view.state)
  if (menu) view.dispatch(view.state.tr.delete(menu.from, menu.to).setMeta(key, { close: true } satisfies Change))
  run(view, entry.run)
}

/** A slash was just typed here, at the start of a word; where it stands. */
function opening(tr: Transaction, before: EditorState, after: EditorState): number | null {
  const { $from, empty } = after.selection
  const { parent, parentOffset } = $from
  const isTyped =
    tr.docChanged && !isRemote(tr) && tr.getMeta('uiEvent') === undefined && after.doc.content.size === before.doc.content.size + 1
  if (!isTyped || !empty || parent.type.spec.code || parent.type.spec.group !== 'block') return null
  return /(^|[\s\ufffc])\/$/.test(parent.textBetween(0, parentOffset, undefined, '\ufffc')) ? $from.pos - 1 : null
}

/** The `/` menu: opened by a slash at the start of a word, narrowed by what follows, chosen with arrows and Enter. */
export const slash = () =>
  new Plugin<SlashMenu | null>({
    key,
    state: {
      init: () => null,
      apply(tr, before, old, after) {
        const change = tr.getMeta(key) as Change | undefined
        if (change && 'close' in change) return null
        if (change && 'pick' in change) return before && { ...before, picked: change.pick }
        const from = before ? tr.mapping.map(before.from, -1) : opening(tr, old, after)
        const query = from === null ? null : typed(after, from)
        if (from === null || query === null) return null
        const found = searchEntries(query)
        // Words that name nothing are just words after a slash: the menu goes.
        if (found.length === 0 && query.length > 8) return null
        return { from, to: from + 1 + query.length, query, found, picked: query === before?.query ? before.picked : 0 }
      },
    },
    props: {
      handleKeyDown(view, event) {
        const menu = slashMenuOf(view.state)
        if (!menu) return false
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
        const entry = menu.found[menu.picked]
        if (step && menu.found.length > 0) pickEntry(view, (menu.picked + step + menu.found.length) % menu.found.length)
        else if ((event.key === 'Enter' || event.key === 'Tab') && entry) chooseEntry(view, entry)
        else if (event.key === 'Escape') closeSlashMenu(view)
        else return false
        return true
      },
      handleDOMEvents: {
        blur(view) {
          if (slashMenuOf(view.state)) closeSlashMenu(view)
          return false
        },
      },
      // The list itself is drawn outside; the text says to a screen reader which line of it is picked.
      attributes: (state): Record<string, string> => {
        const menu = slashMenuOf(state)
        return menu
          ? {
              'aria-controls': 'slash-menu',
              'aria-activedescendant': `slash-${menu.found[menu.picked]?.name ?? ''}`,
              'aria-label': t('editor.text'),
            }
          : { 'aria-label': t('editor.text') }
      },
    },
  })
