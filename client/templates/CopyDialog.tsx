import { createMemo, createSignal } from 'solid-js'
import type { Course } from '../../shared/courses.ts'
import type { SeenGroup } from '../../shared/groups.ts'
import type { GroupId } from '../../shared/id.ts'
import { canCreateCourse } from '../../shared/rights.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select, TextField } from '../ui/Field.tsx'
import styles from './TemplateDialog.module.css'
import { copyCourse } from './state.ts'

type CopyDialogProps = { course: Course; groups: readonly SeenGroup[]; onClose: () => void; onCopied: (course: Course) => void }

/** Asks what a copy of a course is called and where it belongs, and makes it. */
export function CopyDialog(props: CopyDialogProps) {
  const places = createMemo(() => props.groups.filter((group) => canCreateCourse(group.roles)))
  const [title, setTitle] = createSignal(t('templates.copyOf', { title: props.course.title }).slice(0, 200))
  const [chosen, setChosen] = createSignal<GroupId>()
  const [busy, setBusy] = createSignal(false)
  const [fault, setFault] = createSignal<string>()
  const groupId = () => chosen() ?? places().find(({ id }) => id === props.course.groupId)?.id ?? places()[0]?.id
  async function copy(event: SubmitEvent) {
    event.preventDefault()
    const place = groupId()
    if (!place || !title().trim()) return
    setBusy(true)
    setFault()
    try {
      props.onCopied(await copyCourse(props.course.id, place, title().trim()))
    } catch (error) {
      setFault(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('templates.copy')}
      about={t('templates.copyAbout')}
      size="small"
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t('ui.cancel')}</Button>
          <Button type="submit" form="copy-course" tone="primary" busy={busy()} disabled={!title().trim() || !groupId()}>
            {t('templates.copyMake')}
          </Button>
        </>
      }
    >
      <form id="copy-course" class={styles.form} onSubmit={(event) => void copy(event)}>
        <TextField label={t('courses.name')} error={fault()} value={title()} onInput={setTitle} maxLength={200} autofocus required />
        <Select
          label={t('courses.group')}
          value={groupId()!}
          onChange={setChosen}
          options={places().map(({ id, name }) => ({ value: id, label: name }))}
        />
      </form>
    </Dialog>
  )
}
