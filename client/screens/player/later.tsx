import { later } from '../../platform/later.ts'
import { fetched } from '../../ui/fetched.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'

// Whoever plays came to read: what stands beside the lesson, comes after it or answers a press is fetched then.

const lines = () => <Skeleton lines={4} />

export const ForumPanel = fetched(async () => (await import('../../forums/ForumPanel.tsx')).ForumPanel, lines)
export const EndReactions = fetched(async () => (await import('../../reactions/EndReactions.tsx')).EndReactions, lines)
export const ReactDialog = fetched(async () => (await import('../../reactions/ReactDialog.tsx')).ReactDialog)
export const FlagDialog = fetched(async () => (await import('../../flags/FlagDialog.tsx')).FlagDialog)
export const NotThere = later(() => import('./NotThere.tsx'))
export const PaperScreen = later(() => import('../paper/PaperScreen.tsx'))
