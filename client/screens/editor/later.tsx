import { type Component, createSignal, type JSX, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Offline } from '../../platform/api.ts'
import { showProblem } from '../../platform/problems.ts'
import { t } from '../../platform/text.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import styles from './Editing.module.css'

// What an author does not see at once comes when it is asked for: the words on the page are there sooner.

/**
 * A component whose code is fetched when it is first shown, with something in its place until then.
 *
 * Not Solid's `lazy`: that suspends, and a change of the address meanwhile (a link to a thread, a click in the outline)
 * waits in a transition for the suspended part, which waits for the transition.
 */
function later<Props extends object>(load: () => Promise<Component<Props>>, meanwhile: () => JSX.Element): Component<Props> {
  const [loaded, setLoaded] = createSignal<Component<Props>>()
  let isAsked = false
  const ask = async () => {
    if (isAsked) return
    isAsked = true
    try {
      const component = await load()
      setLoaded(() => component)
    } catch {
      isAsked = false
      showProblem(new Offline(t('problems.offline')))
    }
  }
  return (props) => {
    void ask()
    return (
      <Show when={loaded()} fallback={meanwhile()}>
        {(component) => <Dynamic component={component()} {...props} />}
      </Show>
    )
  }
}

const lines = () => <Skeleton lines={4} />
const nothing = () => null

export const LessonEditor = later(
  async () => (await import('../../editor/LessonEditor.tsx')).LessonEditor,
  () => (
    <div class={styles.skeleton}>
      <Skeleton lines={8} />
    </div>
  ),
)
export const ThreadsPanel = later(async () => (await import('../../comments/ThreadsPanel.tsx')).ThreadsPanel, lines)
export const Discussion = later(async () => (await import('../../comments/Discussion.tsx')).Discussion, nothing)
export const SuggestionsPanel = later(async () => (await import('../../suggestions/SuggestionsPanel.tsx')).SuggestionsPanel, nothing)
export const SuggestDialog = later(async () => (await import('../../suggestions/SuggestDialog.tsx')).SuggestDialog, nothing)
export const FlagsPanel = later(async () => (await import('../../flags/FlagsPanel.tsx')).FlagsPanel, lines)
export const ForumPanel = later(async () => (await import('../../forums/ForumPanel.tsx')).ForumPanel, lines)
export const CourseReactions = later(async () => (await import('../../reactions/CourseReactions.tsx')).CourseReactions, lines)
export const BankDialog = later(async () => (await import('../../bank/BankDialog.tsx')).BankDialog, nothing)
export const CoursePeopleDialog = later(async () => (await import('../../courses/CoursePeopleDialog.tsx')).CoursePeopleDialog, nothing)
export const FindDialog = later(async () => (await import('./FindDialog.tsx')).FindDialog, nothing)
export const ImportDialog = later(async () => (await import('../../interop/ImportDialog.tsx')).ImportDialog, nothing)
export const HistoryDialog = later(async () => (await import('../../history/HistoryDialog.tsx')).HistoryDialog, nothing)
export const RefusedDialog = later(async () => (await import('../../collaboration/RefusedDialog.tsx')).RefusedDialog, nothing)
export const VersionsList = later(async () => (await import('../../publishing/VersionsList.tsx')).VersionsList, lines)
export const ReviewPanel = later(async () => (await import('../../review/ReviewPanel.tsx')).ReviewPanel, lines)
