import { baseKeymap, chainCommands } from 'prosemirror-commands'
import { InputRule, inputRules, undoInputRule } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import type { Schema } from 'prosemirror-model'
import type { Command, Plugin } from 'prosemirror-state'
import { redoCommand, undoCommand } from 'y-prosemirror'
import { allowedHref } from '../../../shared/document/addresses.ts'
import {
  deleteBlock,
  deleteBlocks,
  duplicateBlock,
  growToAll,
  moveBlock,
  selectBlocks,
  stepBlocks,
  writeInBlocks,
} from '../block-commands.ts'
import { toggle, writeBelow } from '../commands.ts'
import { markType, nodeType } from '../nodes.ts'
import { blocks } from '../registry.ts'

/** What keys do outside the text: the editor around it listens. */
export type Asks = { comment: Command; link: Command; nextHighlight: (direction: 1 | -1) => Command; blockMenu: Command; toolbar: Command }

const lineBreak: Command = (state, dispatch) => {
  if (state.selection.$from.parent.type.spec.code) return false
  dispatch?.(state.tr.replaceSelectionWith(nodeType(state.schema, 'hardBreak').create(), false).scrollIntoView())
  return true
}

/** All keys of each block together: for one key, the first block that answers wins. */
function blockKeys(schema: Schema): Record<string, Command> {
  const keys: Record<string, Command[]> = {}
  for (const block of blocks) for (const [key, command] of Object.entries(block.keys?.(schema) ?? {})) (keys[key] ??= []).push(command)
  return Object.fromEntries(Object.entries(keys).map(([key, commands]) => [key, chainCommands(...commands)]))
}

/** Esc selects the block, and pressed again leaves the text for the page, so that Tab goes on behind it. */
const leave: Command = (_state, _dispatch, view) => {
  view?.dom.blur()
  return true
}

/** Every key of the editor; client/editor/keys.ts lists them for people. */
export function keys(schema: Schema, asks: Asks): Plugin[] {
  return [
    keymap({
      'Mod-z': undoCommand,
      'Mod-y': redoCommand,
      'Mod-Shift-z': redoCommand,
      'Mod-b': toggle('strong'),
      'Mod-i': toggle('em'),
      'Mod-u': toggle('underline'),
      'Mod-e': toggle('code'),
      'Mod-Shift-x': toggle('strike'),
      'Mod-k': asks.link,
      'Ctrl-Alt-m': asks.comment,
      'Mod-Alt-m': asks.comment,
      'Ctrl-Alt-n': asks.nextHighlight(1),
      'Ctrl-Alt-p': asks.nextHighlight(-1),
      'Alt-ArrowUp': moveBlock(-1),
      'Alt-ArrowDown': moveBlock(1),
      'Mod-Shift-d': duplicateBlock,
      'Mod-Shift-Backspace': deleteBlock,
      'Alt-Enter': asks.blockMenu,
      'Alt-F10': asks.toolbar,
      'Mod-Enter': writeBelow,
      'Shift-Enter': lineBreak,
      Backspace: chainCommands(undoInputRule, deleteBlocks),
      Delete: deleteBlocks,
      ArrowUp: stepBlocks(-1, false),
      ArrowDown: stepBlocks(1, false),
      'Shift-ArrowUp': stepBlocks(-1, true),
      'Shift-ArrowDown': stepBlocks(1, true),
      'Mod-a': growToAll,
      Enter: writeInBlocks,
    }),
    keymap(blockKeys(schema)),
    keymap({ ...baseKeymap, Escape: chainCommands(selectBlocks, leave) }),
  ]
}

/** `**strong**` and the like: the marks of Markdown around some words, when the last sign is typed. */
const markRule = (pattern: RegExp, sign: string, schema: Schema, name: string) =>
  new InputRule(
    pattern,
    (state, match, start, end) => {
      const type = markType(schema, name)
      const inner = match[1] ?? ''
      if (!state.doc.resolve(start).parent.type.allowsMarkType(type)) return null
      // The sign just typed is not in the text yet, so of the closing signs only those before it are taken out.
      const from = start + sign.length
      const tr = state.tr.delete(from + inner.length, end).delete(start, from)
      return tr.addMark(start, start + inner.length, type.create()).removeStoredMark(type)
    },
    { inCodeMark: false },
  )

/** A link in Markdown: `[words](https://…)`. */
const linkRule = (schema: Schema) =>
  new InputRule(/\[([^[\]]+)\]\(([^()\s]+)\)$/, (state, match, start, end) => {
    const [, words, href] = match
    if (!words || !allowedHref(href)) return null
    const link = markType(schema, 'link')
    return state.tr.replaceWith(start, end, schema.text(words, [link.create({ href })])).removeStoredMark(link)
  })

/** An address becomes a link when a space follows it. */
const addressRule = (schema: Schema) =>
  new InputRule(
    /(?<=^|\s)(https?:\/\/\S*[^\s.,;:!?)])(\s)$/,
    (state, match, start, end) => {
      const [, href, space] = match
      const link = markType(schema, 'link')
      if (!href || !allowedHref(href) || state.doc.rangeHasMark(start, end, link)) return null
      return state.tr
        .addMark(start, start + href.length, link.create({ href }))
        .removeStoredMark(link)
        .insertText(space ?? ' ', end)
    },
    { inCodeMark: false },
  )

/** What turns as it is typed: the signs of Markdown, and addresses. Backspace right after undoes it. */
export const rules = (schema: Schema) =>
  inputRules({
    rules: [
      ...blocks.flatMap((block) => block.inputRules?.(schema) ?? []),
      markRule(/(?<!\*)\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, '**', schema, 'strong'),
      markRule(/(?<![*\w])\*([^*\s](?:[^*]*[^*\s])?)\*$/, '*', schema, 'em'),
      markRule(/(?<![_\w])_([^_\s](?:[^_]*[^_\s])?)_$/, '_', schema, 'em'),
      markRule(/(?<!~)~~([^~\s](?:[^~]*[^~\s])?)~~$/, '~~', schema, 'strike'),
      markRule(/(?<!`)`([^`]+)`$/, '`', schema, 'code'),
      linkRule(schema),
      addressRule(schema),
    ],
  })
