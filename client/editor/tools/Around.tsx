import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { type Component, Show } from 'solid-js'
import { type Command, offerCommands } from '../../platform/palette.ts'
import { t } from '../../platform/text.ts'
import { ProgressBar } from '../../ui/Progress.tsx'
import { run } from '../block.ts'
import { BlockSelection } from '../block-selection.ts'
import { tellEditorKeys } from '../keys.ts'
import { pasting } from '../plugins/pasting.ts'
import { entries } from '../registry.ts'
import { BlockHandle } from './BlockHandle.tsx'
import { icons } from './icons.ts'
import { keepFiles } from './kept-files.ts'
import { MarginDots } from './MarginDots.tsx'
import { Offers } from './Offers.tsx'
import { SlashMenu } from './SlashMenu.tsx'
import { TableBar } from './TableBar.tsx'
import { Toolbar } from './Toolbar.tsx'
import type { AskedTool, Tools } from './tools.ts'

// Fetched along with the tools: a part of its own would be cut out of what all of them are made of.
export { WordsField } from '../WordsField.tsx'

type AroundProps = {
  tools: Tools
  editable: boolean
  mayComment: boolean
  asked: AskedTool | undefined
  /** What was asked for is there. */
  onAnswered: () => void
  onActivate: (key: string) => void
}

/** What is drawn around the text of an open lesson: menus, bars and the signs in its margin. */
export function Around(props: AroundProps) {
  offerCommands(() => (props.editable ? blockCommands(props.tools.lesson.view) : []))
  tellEditorKeys()
  keepFiles(props.tools, () => props.editable)
  return (
    <>
      <Toolbar
        tools={props.tools}
        editable={props.editable}
        mayComment={props.mayComment}
        asked={props.asked}
        onAnswered={() => props.onAnswered()}
      />
      <MarginDots tools={props.tools} onActivate={(key) => props.onActivate(key)} />
      <p class="visually-hidden" role="status">
        {saidOf(props.tools.state())}
      </p>
      <Show when={pasting() !== undefined}>
        <div class="paste-progress">
          <ProgressBar label={t('editor.pasting')} value={Math.round((pasting() ?? 0) * 100)} max={100} />
        </div>
      </Show>
      <Show when={props.editable}>
        <SlashMenu tools={props.tools} />
        <Offers tools={props.tools} />
        <BlockHandle tools={props.tools} asked={props.asked} onAnswered={() => props.onAnswered()} />
        <TableBar tools={props.tools} />
      </Show>
    </>
  )
}

/** What the stylesheet shows of selected blocks, in words. */
const saidOf = ({ selection }: EditorState) =>
  selection instanceof BlockSelection ? t('editor.blocksSelected', { count: selection.blocks().length }) : ''

const blockCommands = (view: EditorView): Command[] =>
  entries.map((entry) => ({
    id: `block ${entry.name}`,
    group: t('editor.menu'),
    label: t(`editor.block.${entry.name}`),
    hint: t(`editor.hint.${entry.name}`),
    icon: icons[entry.name] as Component,
    run: () => run(view, entry.run),
  }))
