import { createSignal, Show } from 'solid-js'
import { returnToVersion, unpublishCourse, type Version } from '../../shared/publishing.ts'
import { ask } from '../platform/api.ts'
import { showProblem } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import styles from './VersionsList.module.css'

type VerbsProps = {
  version: Version
  /** Learners play it. */
  current: boolean
  /** A publication is planned, which either verb ends. */
  planned: boolean
  mayPublish: boolean
  onCompare: () => void
  onChanged: () => void
}

/** What one can do with a version: compare it, bring it back, or take the course away from its learners. */
export function VersionVerbs(props: VerbsProps) {
  const [asking, setAsking] = createSignal<'return' | 'unpublish'>()
  const [note, setNote] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const act = async (what: 'return' | 'unpublish') => {
    const { courseId, version } = props.version
    setBusy(true)
    try {
      if (what === 'unpublish') {
        await ask(unpublishCourse, { courseId })
        toast(t('publishing.unpublished'), { tone: 'ok' })
      } else {
        const made = await ask(returnToVersion, { courseId, version, note: note() })
        toast(t('publishing.returned', { version: made.version, old: version }), { tone: 'ok' })
      }
      setAsking()
      props.onChanged()
    } catch (error) {
      showProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const does = () => (props.current ? 'unpublish' : 'return')
  return (
    <>
      <div class={styles.verbs}>
        <Button size="small" tone="quiet" onClick={() => props.onCompare()}>
          {t('publishing.compare')}
        </Button>
        <Show when={props.mayPublish}>
          <Button size="small" tone="quiet" aria-expanded={asking() !== undefined} onClick={() => setAsking(asking() ? undefined : does())}>
            {t(`publishing.${does()}`)}
          </Button>
        </Show>
      </div>
      <Show when={asking()}>
        {(what) => (
          <form
            class={styles.sure}
            onSubmit={(event) => {
              event.preventDefault()
              void act(what())
            }}
          >
            <p>{t(what() === 'return' ? 'publishing.returnSure' : 'publishing.unpublishSure', { version: props.version.version })}</p>
            <Show when={props.planned}>
              <p>{t('publishing.endsPlan')}</p>
            </Show>
            <Show when={what() === 'return'}>
              <TextField label={t('publishing.returnWhy')} optional value={note()} onInput={setNote} maxLength={500} />
            </Show>
            <div class={styles.verbs}>
              <Button size="small" type="submit" tone={what() === 'return' ? 'primary' : 'danger'} busy={busy()}>
                {t(`publishing.${what()}`)}
              </Button>
              <Button size="small" tone="quiet" onClick={() => setAsking()}>
                {t('ui.cancel')}
              </Button>
            </div>
          </form>
        )}
      </Show>
    </>
  )
}
