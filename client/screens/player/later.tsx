import { arriving } from '../../platform/arriving.tsx'
import { later } from '../../platform/later.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'

// Whoever plays came to read: what stands beside the lesson, comes after it or answers a press is fetched then.

const lines = () => <Skeleton lines={4} />
const nothing = () => null

export const ForumPanel = arriving(async () => (await import('../../forums/ForumPanel.tsx')).ForumPanel, lines)
export const EndReactions = arriving(async () => (await import('../../reactions/EndReactions.tsx')).EndReactions, lines)
export const ReactDialog = arriving(async () => (await import('../../reactions/ReactDialog.tsx')).ReactDialog, nothing)
export const FlagDialog = arriving(async () => (await import('../../flags/FlagDialog.tsx')).FlagDialog, nothing)
export const NotThere = later(() => import('./NotThere.tsx'))
