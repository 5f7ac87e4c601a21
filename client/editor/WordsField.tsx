import Bold from 'lucide-solid/icons/bold'
import Code from 'lucide-solid/icons/code'
import Italic from 'lucide-solid/icons/italic'
import Link from 'lucide-solid/icons/link'
import Strikethrough from 'lucide-solid/icons/strikethrough'
import Underline from 'lucide-solid/icons/underline'
import { baseKeymap } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import { Fragment, type Node, Schema, Slice } from 'prosemirror-model'
import { type Command, EditorState, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { createSignal, createUniqueId, For, onCleanup, onMount, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { allowedHref } from '../../shared/document/addresses.ts'
import type { Formatted } from '../../shared/document/formatted.ts'
import { schema as lessonSchema } from '../../shared/document/schema.ts'
import { markSpecs } from '../../shared/document/schema/marks.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import type { WordsFieldProps } from '../ui/words-field.ts'
import { isMarked, toggle } from './commands.ts'
import { completeAddress, linkAt, setLink } from './links.ts'
import styles from './WordsField.module.css'

const marks = [
  { mark: 'strong', words: 'bold', keys: 'Mod+B', icon: Bold },
  { mark: 'em', words: 'italic', keys: 'Mod+I', icon: Italic },
  { mark: 'underline', words: 'underline', keys: 'Mod+U', icon: Underline },
  { mark: 'strike', words: 'strike', keys: 'Mod+Shift+X', icon: Strikethrough },
  { mark: 'code', words: 'code', keys: 'Mod+E', icon: Code },
] as const

/** Words of one block: the document itself is that block. */
const schema = new Schema({
  nodes: { doc: { content: 'inline*' }, text: { group: 'inline' }, hardBreak: lessonSchema.spec.nodes.get('hardBreak')! }, // it is of every lesson
  marks: markSpecs,
})

/** A few words to write, with their formatting. */
export function WordsField(props: WordsFieldProps) {
  const id = createUniqueId()
  let box!: HTMLDivElement
  const [view, setView] = createSignal<EditorView>()
  const [state, setState] = createSignal<EditorState>()
  const [linking, setLinking] = createSignal<{ href: string; from: number; to: number }>()

  const link: Command = (now) => {
    const at = linkAt(now) ?? { href: '', from: now.selection.from, to: now.selection.to }
    if (at.from < at.to) setLinking(at)
    return true
  }
  onMount(() => {
    const doc = schema.node('doc', null, nodesOf(props.words))
    const past = pastOf()
    const made = new EditorView(box, {
      state: EditorState.create({
        doc,
        plugins: [
          keymap({
            'Mod-Enter': () => (props.onSend(), true),
            Escape: () => (props.onLeave?.(), props.onLeave !== undefined),
            Enter: () => true, // a sentence has no line breaks
            'Mod-z': (_now, _dispatch, at) => past.back(at!), // keymap always hands its view over
            'Mod-b': toggle('strong'),
            'Mod-i': toggle('em'),
            'Mod-u': toggle('underline'),
            'Mod-e': toggle('code'),
            'Mod-Shift-x': toggle('strike'),
            'Mod-k': link,
          }),
          keymap(baseKeymap),
        ],
      }),
      attributes: {
        class: styles.words!,
        role: 'textbox',
        'aria-label': props.label,
        ...(props.hint && { 'aria-describedby': id }),
      },
      // ProseMirror would swallow the key that closes the dialog around.
      handleDOMEvents: { keydown: (_at, event) => event.key === 'Escape' && props.onLeave === undefined },
      clipboardTextParser: (text) => new Slice(Fragment.from(lineOf(text) ? schema.text(lineOf(text)) : []), 0, 0),
      dispatchTransaction(this: EditorView, tr) {
        if (tr.docChanged && tr.doc.content.size > props.maxLength) return
        if (tr.docChanged && !tr.getMeta(isBack)) past.note(this.state, tr.time)
        this.updateState(this.state.apply(tr))
        setState(this.state)
        if (tr.docChanged) props.onInput(formattedOf(this.state.doc))
      },
    })
    const { caret, mark } = props
    const end = doc.content.size
    made.dispatch(made.state.tr.setSelection(TextSelection.create(made.state.doc, Math.min(caret ?? 0, end), Math.min(caret ?? end, end))))
    if (mark === 'link') link(made.state)
    else if (mark) toggle(mark)(made.state, made.dispatch)
    setView(made)
    setState(made.state)
    // After the dialog around it has taken the focus.
    queueMicrotask(() => !linking() && made.focus())
    onCleanup(() => made.destroy())
  })
  const run = (command: Command) => {
    const at = view()
    if (!at) return
    command(at.state, at.dispatch, at)
    if (!linking()) at.focus()
  }

  return (
    <div class={styles.field}>
      <span class={styles.label} aria-hidden="true">
        {props.label}
      </span>
      <div class={styles.frame}>
        <div class={styles.tools} role="toolbar" aria-label={t('suggestions.formatting')}>
          <For each={marks}>
            {({ mark, words, keys, icon }) => (
              <IconButton
                label={t(`editor.${words}`)}
                keys={keys}
                size="small"
                pressed={isPressed(state(), mark)}
                onMouseDown={(event) => event.preventDefault()} // the selection stays
                onClick={() => run(toggle(mark))}
              >
                <Dynamic component={icon} size={16} />
              </IconButton>
            )}
          </For>
          <IconButton
            label={t('editor.link')}
            keys="Mod+K"
            size="small"
            pressed={isPressed(state(), 'link')}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(link)}
          >
            <Link size={16} />
          </IconButton>
        </div>
        <Show when={linking()}>
          {(at) => (
            <LinkLine
              href={at().href}
              onPut={(href) => {
                const { from, to } = at()
                setLinking()
                run(setLink(href, from, to))
              }}
              onLeave={() => {
                setLinking()
                view()?.focus()
              }}
            />
          )}
        </Show>
        <div ref={box} />
      </div>
      <Show when={props.hint}>
        <p id={id} class={styles.hint}>
          {props.hint}
        </p>
      </Show>
    </div>
  )
}

/** Where the words shall lead. */
function LinkLine(props: { href: string; onPut: (href: string | null) => void; onLeave: () => void }) {
  const [typed, setTyped] = createSignal(props.href) // eslint-disable-line solid/reactivity -- where the writing begins
  const [bad, setBad] = createSignal(false)
  const put = () => {
    const href = completeAddress(typed().trim())
    if (href === '') return props.onPut(null)
    if (!allowedHref(href)) return setBad(true)
    props.onPut(href)
  }
  return (
    <div
      class={styles.link}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onLeave()
        else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) put()
        else return
        // Neither the form around it is sent nor the dialog closed.
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <TextField
        label={t('editor.linkAddress')}
        hideLabel
        placeholder={t('editor.linkPlaceholder')}
        inputmode="url"
        value={typed()}
        onInput={(now) => (setTyped(now), setBad(false))}
        error={bad() ? t('editor.linkBad') : undefined}
        ref={(input) => setTimeout(() => input.select())} // once it stands on the page
      />
      <Button size="small" tone="primary" onClick={put}>
        {t('editor.linkApply')}
      </Button>
      <Show when={props.href}>
        <Button size="small" onClick={() => props.onPut(null)}>
          {t('editor.linkRemove')}
        </Button>
      </Show>
    </div>
  )
}

const isPressed = (state: EditorState | undefined, mark: string) => state !== undefined && isMarked(state, mark)
const lineOf = (text: string) => text.replaceAll(/\s*[\r\n]+\s*/g, ' ')

function nodesOf(words: Formatted): Node[] {
  return words.flatMap(({ text, marks: its = [] }) => {
    const known = its.flatMap(({ type, attrs }) => (schema.marks[type] ? [schema.marks[type].create(attrs)] : []))
    return text.split(/(\n)/).flatMap((part) => (part === '\n' ? [schema.node('hardBreak')] : part ? [schema.text(part, known)] : []))
  })
}

function formattedOf(doc: Node): Formatted {
  const words: Formatted = []
  doc.forEach((node) => {
    const its = node.isText
      ? node.marks.map(({ type, attrs }) => ({ type: type.name, ...(Object.keys(attrs).length > 0 && { attrs }) }))
      : []
    words.push({ text: node.text ?? '\n', ...(its.length > 0 && { marks: its }) })
  })
  return words
}

/** What was typed in one go is taken back in one go. */
const oneGoMs = 500
const isBack = 'isBack'

function pastOf() {
  const states: EditorState[] = []
  let last = 0
  return {
    note(state: EditorState, changedAt: number) {
      if (changedAt - last > oneGoMs || states.length === 0) states.push(state)
      last = changedAt
    },
    back(view: EditorView): boolean {
      const before = states.pop()
      if (!before) return true
      const { tr } = view.state
      view.dispatch(tr.replaceWith(0, tr.doc.content.size, before.doc.content).setMeta(isBack, true))
      last = 0
      return true
    },
  }
}
