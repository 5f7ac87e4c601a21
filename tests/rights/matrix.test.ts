import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../server/platform/root.ts'
import { canEditBank, canReadBank } from '../../shared/bank.ts'
import { isVisible, standingAt } from '../../shared/courses.ts'
import { canReadForum } from '../../shared/forums.ts'
import { canSeeReactions } from '../../shared/reactions.ts'
import { canApprove, canVerify, defaultRules } from '../../shared/review.ts'
import {
  canAccept,
  canComment,
  canCreateCourse,
  canEditDraft,
  canFlag,
  canGiveRole,
  canManageCourse,
  canManageGroup,
  canModerateForum,
  canPlay,
  canPost,
  canPublish,
  canReact,
  canReadDraft,
  canResolve,
  canSeeCourse,
  canSeeGroup,
  canSuggest,
  canUpvote,
  type GroupRole,
  isManager,
  socketRole,
  type Standing,
  stranger,
} from '../../shared/rights.ts'
import { columns, readMatrix, standings } from './standings.ts'

const matrix = readMatrix(readFileSync(path.join(root, 'docs/rules/rights.md'), 'utf8'))

const onCourses: Record<string, ((standing: Standing) => boolean)[]> = {
  R1: [canReadDraft],
  R2: [canEditDraft],
  R3: [canComment],
  R4: [canUpvote],
  R5: [(standing) => canResolve(standing, { mine: true })],
  R6: [(standing) => canResolve(standing, { mine: false })],
  R7: [canSuggest],
  R8: [canAccept],
  R9: [canPublish],
  R10: [canManageCourse],
  R11: [canPlay, canFlag, canReact, canPost],
  R12: [canModerateForum],
  R13: [canSeeCourse],
  R14: [canApprove],
  R15: [(standing) => canVerify(standing, defaultRules)],
  R16: [canReadForum],
  R17: [canSeeReactions],
  R18: [isManager],
}

const groupColumns: GroupRole[] = ['learner', 'author', 'reviewer', 'coach', 'lnd', 'admin']
const inGroups: Record<string, (role: GroupRole) => boolean> = {
  R20: (role) => canSeeGroup([role]),
  R21: (role) => canCreateCourse([role]),
  R22: (role) => canManageGroup([role]),
  R23: (role) => (['learner', 'author', 'reviewer', 'coach', 'lnd'] as const).every((given) => canGiveRole([role], given)),
  R24: (role) => canGiveRole([role], 'admin'),
  R25: (role) => canReadBank([role]),
  R26: (role) => canEditBank([role]),
}

test('every row of the matrix is tried, and nothing that stands in no row', () => {
  expect([...matrix.keys()]).toEqual([...Object.keys(onCourses), ...Object.keys(inGroups)])
})

describe('on a course', () => {
  for (const [id, rules] of Object.entries(onCourses)) {
    const row = matrix.get(id)!
    test(`[${id}] who may ${row.action}`, () => {
      for (const can of rules) expect(columns.filter((column) => can(standings[column]))).toEqual(columns.filter((_, at) => row.yes[at]))
    })
  }

  test('whoever has no tie to a course can do nothing with it and does not know it', () => {
    for (const can of [...Object.values(onCourses).flat(), canSeeCourse]) expect(can(stranger)).toBe(false)
  })

  test('a reviewer who also learns in the branch may do what learners may', () => {
    expect(canPlay({ ...standings.reviewer, audience: true })).toBe(true)
    expect(canPost({ ...standings.commenter, audience: true })).toBe(true)
  })

  test('L&D who is invited as an editor may edit', () => {
    expect(canEditDraft({ ...standings.lnd, courseRole: 'editor' })).toBe(true)
  })

  test('the socket lets editors write, readers read, viewers read the text alone, and nobody else in', () => {
    const roles = Object.fromEntries(columns.map((column) => [column, socketRole(standings[column])]))
    expect(roles).toEqual({
      guest: 'reader',
      learner: 'none',
      viewer: 'viewer',
      commenter: 'reader',
      reviewer: 'reader',
      editor: 'editor',
      author: 'editor',
      coach: 'none',
      lnd: 'reader',
      admin: 'reader',
    })
    expect(socketRole(stranger)).toBe('none')
  })

  test('[R31] what was never published exists only for who can read the draft', () => {
    for (const column of columns) expect(isVisible(standings[column], false)).toBe(canReadDraft(standings[column]))
    expect(isVisible(standings.learner, true)).toBe(true)
    expect(isVisible(stranger, true)).toBe(false)
  })
})

describe('in a group', () => {
  for (const [id, can] of Object.entries(inGroups)) {
    const row = matrix.get(id)!
    test(`[${id}] who may ${row.action}`, () => {
      expect(groupColumns.filter(can)).toEqual(groupColumns.filter((_, at) => row.yes[at]))
    })
  }

  test('without a role that covers it, a group is not there', () => {
    expect([canSeeGroup([]), canCreateCourse([]), canManageGroup([]), canGiveRole([], 'learner')]).toEqual([false, false, false, false])
  })
})

describe('standing by the place in the tree', () => {
  const place = '/company/sales/north/'
  const at = (path: string, role: GroupRole) => standingAt(place, [{ role, path }], null)

  test('a role covers its group and everything below it', () => {
    expect(at('/company/', 'author').roles).toEqual(['author'])
    expect(at('/company/sales/', 'author').roles).toEqual(['author'])
    expect(at(place, 'author').roles).toEqual(['author'])
  })

  test('a role below or beside a course does not cover it', () => {
    for (const path of ['/company/sales/north/team/', '/company/sales/south/', '/company/sales/northern/', '/company/support/'])
      expect(at(path, 'admin').roles).toEqual([])
  })

  test('a course is for whoever learns in its branch, above and below, and not beside it', () => {
    for (const path of ['/company/', '/company/sales/', place, '/company/sales/north/team/'])
      expect(at(path, 'learner').audience).toBe(true)
    for (const path of ['/company/sales/south/', '/company/sales/northern/', '/company/support/'])
      expect(at(path, 'learner').audience).toBe(false)
  })

  test('who only reviews in the branch is not its audience', () => {
    expect(at('/company/', 'reviewer').audience).toBe(false)
  })
})
