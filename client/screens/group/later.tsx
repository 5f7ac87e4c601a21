import { fetched } from '../../ui/fetched.tsx'

// Forms that few open, and seldom.

export const EmbedsForm = fetched(async () => (await import('../../embeds/EmbedsForm.tsx')).EmbedsForm)
