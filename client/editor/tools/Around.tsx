import type { EditorView } from 'prosemirror-view'
import { type Component, Show } from 'solid-js'
import { type Command, offerCommands } from '../../platform/palette.ts'
import { t } from '../../platform/text.ts'
import { ProgressBar } from '../../ui/Progress.tsx'
import { run } from '../block.ts'
import { pasting } from '../plugins/pasting.ts'
import { entries } from '../registry.ts'
import { BlockHandle } from './BlockHandle.tsx'
import { icons } from './icons.ts'
import { MarginDots } from './MarginDots.tsx'
import { SlashMenu } from './SlashMenu.tsx'
import { TableBar } from './TableBar.tsx'
import { Toolbar } from './Toolbar.tsx'
import type { Tools } from './tools.ts'

type AroundProps = {
  tools: Tools
  editable: boolean
  mayComment: boolean
  /** A tool that a key asked for. */
  asked: { tool: string } | undefined
  onActivate: (key: string) => void
}

/** What is drawn around the text of an open lesson: menus, bars and the signs in its margin. */
export function Around(props: AroundProps) {
  offerCommands(() => (props.editable ? blockCommands(props.tools.lesson.view) : []))
  return (
    <>
      <Toolbar tools={props.tools} editable={props.editable} mayComment={props.mayComment} asked={props.asked} />
      <MarginDots tools={props.tools} onActivate={(key) => props.onActivate(key)} />
      <Show when={pasting() !== undefined}>
        <div class="paste-progress">
          <ProgressBar label={t('editor.pasting')} value={Math.round((pasting() ?? 0) * 100)} max={100} />
        </div>
      </Show>
      <Show when={props.editable}>
        <SlashMenu tools={props.tools} />
        <BlockHandle tools={props.tools} asked={props.asked} />
        <TableBar tools={props.tools} />
      </Show>
    </>
  )
}

const blockCommands = (view: EditorView): Command[] =>
  entries.map((entry) => ({
    id: `block ${entry.name}`,
    group: t('editor.menu'),
    label: t(`editor.block.${entry.name}`),
    hint: t(`editor.hint.${entry.name}`),
    icon: icons[entry.name] as Component,
    run: () => run(view, entry.run),
  }))
