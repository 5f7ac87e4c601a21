import FileInput from 'lucide-solid/icons/file-input'
import ListTree from 'lucide-solid/icons/list-tree'
import PenLine from 'lucide-solid/icons/pen-line'
import { type Component, createSignal } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { asLesson } from '../../../shared/document/outline.ts'
import type { LessonId, NodeId } from '../../../shared/id.ts'
import type { Outline } from '../../outline/state.ts'
import { t } from '../../platform/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/Field.tsx'
import styles from './Begin.module.css'
import { linesOf } from './lines.ts'

type BeginProps = { outline: Outline; onOpen: (lesson: LessonId) => void; onBegun: () => void; onImport: () => void }

/** The ways into an empty course. Gone with the first word. */
export function Begin(props: BeginProps) {
  const [pasting, setPasting] = createSignal(false)
  return (
    <section class={styles.begin} aria-label={t('editor.beginTitle')}>
      <h2>{t('editor.beginTitle')}</h2>
      <div class={styles.ways}>
        <Way icon={PenLine} title={t('editor.beginBlank')} text={t('editor.beginBlankText')} onChoose={() => props.onBegun()} />
        <Way icon={ListTree} title={t('editor.beginOutline')} text={t('editor.beginOutlineText')} onChoose={() => setPasting(true)} />
        <Way icon={FileInput} title={t('editor.beginImport')} text={t('editor.beginImportText')} onChoose={() => props.onImport()} />
      </div>
      <PasteOutline {...props} open={pasting()} onClose={() => setPasting(false)} />
    </section>
  )
}

function Way(props: { icon: Component<{ size?: number }>; title: string; text: string; onChoose: () => void }) {
  return (
    <button type="button" class={styles.way} onClick={() => props.onChoose()}>
      <Dynamic component={props.icon} size={20} />
      <strong>{props.title}</strong>
      <span>{props.text}</span>
    </button>
  )
}

function PasteOutline(props: BeginProps & { open: boolean; onClose: () => void }) {
  const [text, setText] = createSignal('')
  const make = () => {
    const empty = props.outline.rows().map(({ node }) => node.id)
    let section: NodeId | null = null
    let first: NodeId | undefined
    for (const { kind, title } of linesOf(text())) {
      const id = props.outline.add(
        kind,
        { parent: kind === 'section' ? null : section, after: lastIn(props.outline, kind === 'section' ? null : section) },
        title,
      )
      if (kind === 'section') section = id
      else first ??= id
    }
    if (!first) return
    // What every course begins with has done its duty.
    for (const id of empty) props.outline.trash(id)
    props.onClose()
    props.onOpen(asLesson(first))
    props.onBegun()
  }
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t('editor.beginOutline')}
      about={t('editor.beginOutlineText')}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t('ui.cancel')}</Button>
          <Button tone="primary" disabled={linesOf(text()).every(({ kind }) => kind === 'section')} onClick={make}>
            {t('editor.outlineMake')}
          </Button>
        </>
      }
    >
      <TextArea label={t('editor.outlineLabel')} rows={8} value={text()} onInput={setText} placeholder={t('editor.outlineExample')} />
    </Dialog>
  )
}

const lastIn = (outline: Outline, parent: NodeId | null) =>
  outline
    .rows()
    .filter((row) => (row.parent?.id ?? null) === parent)
    .at(-1)?.node.id
