import { type CourseRole, type GroupRole, type Standing, stranger } from '../../shared/rights.ts'

// The columns of docs/rules/rights.md.

export const columns = ['guest', 'learner', 'viewer', 'commenter', 'reviewer', 'editor', 'author', 'coach', 'lnd', 'admin'] as const
export type Column = (typeof columns)[number]

const byRole = (role: GroupRole): Standing => ({ ...stranger, roles: [role], audience: role !== 'reviewer' })
const byInvitation = (courseRole: CourseRole): Standing => ({ ...stranger, courseRole })

export const standings: Record<Column, Standing> = {
  guest: { ...stranger, guest: true },
  learner: byRole('learner'),
  viewer: byInvitation('viewer'),
  commenter: byInvitation('commenter'),
  reviewer: byRole('reviewer'),
  editor: byInvitation('editor'),
  author: byRole('author'),
  coach: byRole('coach'),
  lnd: byRole('lnd'),
  admin: byRole('admin'),
}

/** The rows of one table of docs/rules/rights.md by their ids: for each column whether it says yes. */
export function readMatrix(markdown: string): Map<string, { action: string; yes: boolean[] }> {
  const rows = [...markdown.matchAll(/^\| (R\d+) \| ([^|]+) \|(.+)\|$/gm)]
  return new Map(
    rows.map(([, id, action, cells]) => [id!, { action: action!, yes: cells!.split('|').map((cell) => cell.trim() === 'yes') }]), // three groups, all matched
  )
}
