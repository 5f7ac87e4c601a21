import { fetched } from '../../ui/fetched.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import styles from './Editing.module.css'

// What an author does not see at once comes when it is asked for: the words on the page are there sooner.

const lines = () => <Skeleton lines={4} />

export const LessonEditor = fetched(
  async () => (await import('../../editor/LessonEditor.tsx')).LessonEditor,
  () => (
    <div class={styles.skeleton}>
      <Skeleton lines={8} />
    </div>
  ),
)
export const WordsField = fetched(async () => (await import('../../editor/tools/Around.tsx')).WordsField)
export const Begin = fetched(async () => (await import('./Begin.tsx')).Begin)
export const PresenceNews = fetched(async () => (await import('../../collaboration/PresenceNews.tsx')).PresenceNews)
export const ThreadsPanel = fetched(async () => (await import('../../comments/ThreadsPanel.tsx')).ThreadsPanel, lines)
export const Discussion = fetched(async () => (await import('../../comments/Discussion.tsx')).Discussion)
export const SuggestionsPanel = fetched(async () => (await import('../../suggestions/SuggestionsPanel.tsx')).SuggestionsPanel)
export const SuggestDialog = fetched(async () => (await import('../../suggestions/SuggestDialog.tsx')).SuggestDialog)
export const FlagsPanel = fetched(async () => (await import('../../flags/FlagsPanel.tsx')).FlagsPanel, lines)
export const ForumPanel = fetched(async () => (await import('../../forums/ForumPanel.tsx')).ForumPanel, lines)
export const CourseReactions = fetched(async () => (await import('../../reactions/CourseReactions.tsx')).CourseReactions, lines)
export const BankDialog = fetched(async () => (await import('../../bank/BankDialog.tsx')).BankDialog)
export const CoursePeopleDialog = fetched(async () => (await import('../../courses/CoursePeopleDialog.tsx')).CoursePeopleDialog)
export const FindDialog = fetched(async () => (await import('./FindDialog.tsx')).FindDialog)
export const ImportDialog = fetched(async () => (await import('../../interop/ImportDialog.tsx')).ImportDialog)
export const HistoryDialog = fetched(async () => (await import('../../history/HistoryDialog.tsx')).HistoryDialog)
export const VisitNote = fetched(async () => (await import('../../history/visits.ts')).VisitNote)
export const RefusedDialog = fetched(async () => (await import('../../collaboration/RefusedDialog.tsx')).RefusedDialog)
export const VersionsList = fetched(async () => (await import('../../publishing/VersionsList.tsx')).VersionsList, lines)
export const ClaimsWaiting = fetched(async () => (await import('../../publishing/ClaimsWaiting.tsx')).ClaimsWaiting)
export const ReviewPanel = fetched(async () => (await import('../../review/ReviewPanel.tsx')).ReviewPanel, lines)
export const EditorCommands = fetched(async () => (await import('./offers.ts')).EditorCommands)
export const FollowingChip = fetched(async () => (await import('../../collaboration/FollowingChip.tsx')).FollowingChip)
export const SuggestingNote = fetched(async () => (await import('./SuggestingNote.tsx')).SuggestingNote)
