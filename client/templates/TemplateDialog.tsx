import { createEffect, createSignal, on, Show } from 'solid-js'
import type { Course } from '../../shared/courses.ts'
import { showProblem, wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextArea } from '../ui/Field.tsx'
import styles from './TemplateDialog.module.css'
import { createLineage } from './state.ts'

/** Offers a course as a template of its group, or takes the offer back; tells what came of it. */
export function TemplateDialog(props: { course: Course; onClose: () => void }) {
  const { lineage, fault, mark, unmark } = createLineage(() => props.course.id)
  const [about, setAbout] = createSignal('')
  createEffect(on(lineage, (known) => known && setAbout(known.about)))
  const act = async (change: Promise<unknown>, words: string) => {
    try {
      await change
      toast(words, { tone: 'ok' })
      props.onClose()
    } catch (error) {
      showProblem(error)
    }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('templates.offer')}
      about={t('templates.offerAbout', { group: props.course.groupName })}
      size="small"
      footer={
        <>
          <Show when={lineage()?.isTemplate} fallback={<Button onClick={() => props.onClose()}>{t('ui.cancel')}</Button>}>
            <Button onClick={() => void act(unmark(), t('templates.taken'))}>{t('templates.take')}</Button>
          </Show>
          <Button tone="primary" disabled={!lineage()} onClick={() => void act(mark(about().trim()), t('templates.offered'))}>
            {lineage()?.isTemplate ? t('templates.keep') : t('templates.offerNow')}
          </Button>
        </>
      }
    >
      <div class={styles.form}>
        <Show when={fault()}>{(found) => <Banner tone="danger">{wordsOf(found())}</Banner>}</Show>
        <TextArea
          label={t('templates.about')}
          hint={t('templates.aboutHint')}
          value={about()}
          onInput={setAbout}
          maxLength={500}
          rows={3}
        />
        <Show when={lineage()?.made}>{(made) => <p class={styles.soft}>{t('templates.made', { count: made() })}</p>}</Show>
        <Show when={lineage()?.from?.title}>{(title) => <p class={styles.soft}>{t('templates.from', { title: title() })}</p>}</Show>
      </div>
    </Dialog>
  )
}
