import { createSignal, Match, Switch } from 'solid-js'
import type { CourseId, LessonId } from '../../shared/id.ts'
import { t } from '../platform/text.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { type Tab, Tabs } from '../ui/Tabs.tsx'
import { Deletions } from './Deletions.tsx'
import { SinceVisit } from './SinceVisit.tsx'
import { States } from './States.tsx'
import { Written } from './Written.tsx'

export type HistoryTab = 'states' | 'visit' | 'written' | 'deletions'

export type HistoryProps = {
  courseId: CourseId
  /** The lesson on the screen, if one is. */
  lesson: { id: LessonId; title: string } | undefined
  editable: boolean
  /** Answers for the course, and sees what was taken out of it. */
  seesDeletions: boolean
  tab?: HistoryTab
  onClose: () => void
  onRestored: () => void
  /** Shows a block in the text. */
  onGo: (lesson: LessonId, block: string) => void
}

/** What the course was, what became of it, by whom, and the way back. */
export function HistoryDialog(props: HistoryProps) {
  // The place it opens at is asked once.
  const [tab, setTab] = createSignal<HistoryTab>(props.tab ?? 'states')
  const tabs = (): Tab<HistoryTab>[] => [
    { key: 'states', label: t('history.states') },
    { key: 'visit', label: t('history.sinceVisit') },
    { key: 'written', label: t('history.written') },
    ...(props.seesDeletions ? [{ key: 'deletions' as const, label: t('history.deletions') }] : []),
  ]
  const go = (lesson: LessonId, block: string) => {
    props.onClose()
    props.onGo(lesson, block)
  }
  return (
    <Dialog open size="large" title={t('history.title')} about={t('history.about')} onClose={() => props.onClose()}>
      <Tabs label={t('history.title')} tabs={tabs()} value={tab()} onChange={setTab}>
        {(shown) => (
          <Switch>
            <Match when={shown === 'states'}>
              <States
                courseId={props.courseId}
                editable={props.editable}
                onRestored={() => (props.onRestored(), props.onClose())}
                onGo={go}
              />
            </Match>
            <Match when={shown === 'visit'}>
              <SinceVisit courseId={props.courseId} onGo={go} />
            </Match>
            <Match when={shown === 'written'}>
              <Written courseId={props.courseId} lesson={props.lesson} />
            </Match>
            <Match when={shown === 'deletions'}>
              <Deletions courseId={props.courseId} />
            </Match>
          </Switch>
        )}
      </Tabs>
    </Dialog>
  )
}
