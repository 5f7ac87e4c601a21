import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { CourseId } from '../../shared/id.ts'
import { compareVersions, type Version } from '../../shared/publishing.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { date } from '../platform/format.ts'
import { wordsOf } from '../platform/problems.ts'
import { t } from '../platform/text.ts'
import { Badge } from '../ui/Badge.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Checkbox, Select } from '../ui/Field.tsx'
import { LessonDiff } from '../ui/LessonDiff.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './VersionsList.module.css'

/** The draft, where a version is named by its number. */
export const theDraft = 0

type ComparingProps = {
  courseId: CourseId
  versions: readonly Version[]
  /** What is compared at first: an earlier one, and a later one or the draft. */
  from: number
  to: number
  onBack: () => void
}

/** Any two versions, or a version and the draft: in one line, or before and after beside each other. */
export function Comparing(props: ComparingProps) {
  // Where it begins is asked once.
  const [from, setFrom] = createSignal(String(props.from))
  const [to, setTo] = createSignal(String(props.to))
  const [beside, setBeside] = createSignal(false)
  const options = () =>
    props.versions.map(({ version, at }) => ({ value: String(version), label: t('publishing.versionOf', { version, date: date(at) }) }))
  const compared = createAsked(
    () => `${from()} ${to()}`,
    () => ask(compareVersions, { courseId: props.courseId, from: Number(from()), to: Number(to()) }),
  )
  return (
    <section class={styles.comparing} aria-label={t('publishing.compareTitle')}>
      <div>
        <Button size="small" tone="quiet" onClick={() => props.onBack()}>
          {t('publishing.compareBack')}
        </Button>
      </div>
      <div class={styles.sides}>
        <Select label={t('publishing.compareFrom')} value={from()} onChange={setFrom} options={options()} />
        <Select
          label={t('publishing.compareTo')}
          value={to()}
          onChange={setTo}
          options={[{ value: String(theDraft), label: t('publishing.draft') }, ...options()]}
        />
      </div>
      <Checkbox label={t('publishing.beside')} checked={beside()} onChange={setBeside} />
      <Switch fallback={<Skeleton lines={4} />}>
        <Match when={compared.fault()}>{(fault) => <Banner tone="danger">{wordsOf(fault())}</Banner>}</Match>
        <Match when={compared.value()}>
          {(found) => (
            <>
              <Show when={found().wasTitle !== found().title}>
                <p class={styles.line}>{t('publishing.wasCalled', { title: found().wasTitle })}</p>
              </Show>
              <For each={found().lessons} fallback={<p class={styles.line}>{t('publishing.same')}</p>}>
                {(lesson) => (
                  <section class={styles.compared}>
                    <h3 class={styles.title}>
                      {lesson.title}{' '}
                      <Badge tone={lesson.change === 'new' ? 'ok' : lesson.change === 'removed' ? 'danger' : 'accent'}>
                        {t(`ui.change_${lesson.change}`)}
                      </Badge>
                    </h3>
                    <Show when={lesson.was}>{(was) => <p class={styles.line}>{t('publishing.wasCalled', { title: was() })}</p>}</Show>
                    <LessonDiff blocks={lesson.blocks} beside={beside()} />
                  </section>
                )}
              </For>
            </>
          )}
        </Match>
      </Switch>
    </section>
  )
}
