import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createCollabTicket } from '../../shared/collaboration.ts'
import { bodyOf } from '../../shared/comment-typing.ts'
import { listThreads, reopenThread, resolveThread, startThread, voteForComment } from '../../shared/comments.ts'
import { createCourse, getCourse, listCoursePeople, listCourses, renameCourse, setCourseRole, trashCourse } from '../../shared/courses.ts'
import { lessonsInOrder } from '../../shared/document/outline.ts'
import { replaceLesson } from '../../shared/document/write.ts'
import { uploadFile } from '../../shared/files.ts'
import { listFlags } from '../../shared/flags.ts'
import { askTopic, editTopic, listTopics, voteForTopic } from '../../shared/forums.ts'
import {
  createGroup,
  explainGroupRights,
  giveGroupRole,
  listGroupPeople,
  listGroups,
  moveGroup,
  renameGroup,
  takeGroupRole,
} from '../../shared/groups.ts'
import { type CommentId, type CourseId, type GroupId, newId, type PersonId, type ThreadId, type TopicId } from '../../shared/id.ts'
import { invite, listInvitations } from '../../shared/invitations.ts'
import { searchPeople } from '../../shared/people.ts'
import { checkPublish, playCourse } from '../../shared/play.ts'
import { listVersions, publishCourse } from '../../shared/publishing.ts'
import { rateRelevance, react } from '../../shared/reactions.ts'
import type { CourseRole, GroupRole } from '../../shared/rights.ts'
import { type Asker, startServer } from '../kit/server.ts'
import { outcome } from '../kit/outcome.ts'

// The matrix of docs/rules/rights.md from outside: real people, real sessions, real requests, mostly from the wrong side.

const byGroup = ['learner', 'reviewer', 'author', 'coach', 'lnd', 'admin'] as const satisfies GroupRole[]
const byCourse = ['viewer', 'commenter', 'editor'] as const satisfies CourseRole[]
const everybody = [...byGroup, ...byCourse, 'stranger'] as const
type Who = (typeof everybody)[number]

const readers: Who[] = ['reviewer', 'author', 'lnd', 'admin', 'viewer', 'commenter', 'editor']
const writers: Who[] = ['author', 'editor']
const commenters: Who[] = ['reviewer', 'author', 'lnd', 'admin', 'commenter', 'editor']
const managers: Who[] = ['author', 'lnd', 'admin', 'editor']
const players: Who[] = ['learner', 'author', 'coach', 'lnd', 'admin', 'editor']

const password = 'long enough for tests'
const as = {} as Record<Who, Asker>
const ids = {} as Record<Who, PersonId>
let server: Awaited<ReturnType<typeof startServer>>
let nobody: Asker
let root: GroupId
let sales: GroupId
let courseId: CourseId
let threadId: ThreadId
let commentId: CommentId
let topicId: TopicId

beforeAll(async () => {
  server = await startServer()
  nobody = server.guest()
  const { people, groups, courses } = server.services
  root = (await groups.create(null, { parentId: null, name: 'Company' })).id
  sales = (await groups.create(null, { parentId: root, name: 'Sales' })).id
  for (const who of everybody) {
    ids[who] = (await people.create({ name: who, email: `${who}@company.test`, password })).id
    as[who] = await server.signIn(`${who}@company.test`, password)
  }
  for (const role of byGroup) await groups.giveRole(null, sales, ids[role], role)
  courseId = (await as.author.ask(createCourse, { groupId: sales, title: 'Handling refunds' })).id
  for (const role of byCourse) await courses.setRole(null, courseId, ids[role], role)
  // The author's right comes from the group alone.
  await courses.setRole(null, courseId, ids.author, null)
  await write('A refund takes ten days.')
  await as.author.ask(publishCourse, { courseId })
  threadId = newId()
  commentId = newId()
  await as.author.ask(startThread, { courseId, threadId, commentId, place: { on: 'course' }, body: bodyOf('Is this so?', []) })
  topicId = (await as.learner.ask(askTopic, { courseId, title: 'Who pays for postage?' })).id
})
afterAll(() => server.close())

const write = (text: string) =>
  server.services.collaboration.command(courseId, { by: ids.author, name: 'test' }, (doc) => {
    for (const { id } of lessonsInOrder(doc))
      replaceLesson(doc, id, [{ type: 'paragraph', attrs: { id: 'para1' }, content: [{ type: 'text', text }] }])
  })

/**
 * Whether exactly `may` get through `attempt`. Who plays the course and may not do this is told so; for who knows
 * nothing of the course it is unknown; and who is signed out is told that.
 */
async function onlyThese(may: readonly Who[], attempt: (asker: Asker, who: Who) => Promise<unknown>, denied: string) {
  const got = Object.fromEntries(await Promise.all(everybody.map(async (who) => [who, await outcome(attempt(as[who], who))])))
  const wanted = everybody.map((who) => [
    who,
    may.includes(who) ? 'yes' : who === 'stranger' ? 'unknown course.unknown' : `forbidden ${denied}`,
  ])
  expect(got).toEqual(Object.fromEntries(wanted))
  expect(await outcome(attempt(nobody, 'stranger'))).toBe('signedOut auth.signedOut')
}

describe('on a course, over HTTP', () => {
  test('[R1] who reads the draft', async () => {
    await onlyThese(readers, (asker) => asker.ask(listCoursePeople, { courseId }), 'course.people')
    await onlyThese(readers, (asker) => asker.ask(createCollabTicket, { courseId }), 'course.read')
    await onlyThese(readers, (asker) => asker.ask(listVersions, { courseId }), 'course.readDraft')
  })

  test('[R2] who adds files', async () => {
    await onlyThese(writers, (asker) => asker.ask(uploadFile, { courseId, name: 'notes.txt' }, new Uint8Array([1, 2, 3])), 'course.upload')
  })

  test('[R3] [R4] who reads, writes and upvotes author comments', async () => {
    const start = (asker: Asker) =>
      asker.ask(startThread, { courseId, threadId: newId(), commentId: newId(), place: { on: 'course' }, body: bodyOf('Mine', []) })
    await onlyThese(commenters, (asker) => asker.ask(listThreads, { courseId }), 'course.comment')
    await onlyThese(commenters, start, 'course.comment')
    await onlyThese(commenters, (asker) => asker.ask(voteForComment, { courseId, threadId, commentId }), 'course.comment')
  })

  test('[R5] [R6] who resolves their own thread, and who anybody’s', async () => {
    const own = async (asker: Asker) => {
      const mine = newId<ThreadId>()
      await asker.ask(startThread, { courseId, threadId: mine, commentId: newId(), place: { on: 'course' }, body: bodyOf('Mine', []) })
      await asker.ask(resolveThread, { courseId, threadId: mine })
    }
    for (const who of commenters) expect([who, await outcome(own(as[who]))]).toEqual([who, 'yes'])
    for (const who of everybody) {
      const may = managers.includes(who)
      expect([who, await outcome(as[who].ask(resolveThread, { courseId, threadId }))]).toEqual([
        who,
        may ? 'yes' : expect.stringMatching(/^(forbidden|unknown) /),
      ])
      if (may) await as[who].ask(reopenThread, { courseId, threadId })
    }
  })

  test('[R8] who works on flags', async () => {
    await onlyThese(managers, (asker) => asker.ask(listFlags, { courseId }), 'course.answerFlags')
  })

  test('[R9] who publishes', async () => {
    await onlyThese(managers, (asker) => asker.ask(checkPublish, { courseId }), 'course.publish')
    await onlyThese(
      managers,
      async (asker, who) => {
        // Somebody who may needs something new to publish; for the others nothing must come of it.
        if (managers.includes(who)) return
        await asker.ask(publishCourse, { courseId })
      },
      'course.publish',
    )
    await write('A refund takes twelve days.')
    expect((await as.lnd.ask(publishCourse, { courseId })).version).toBe(2)
  })

  test('[R10] who invites, renames and trashes', async () => {
    await onlyThese(managers, (asker) => asker.ask(renameCourse, { courseId, title: 'Handling refunds' }), 'course.rename')
    await onlyThese(managers, (asker) => asker.ask(setCourseRole, { courseId, personId: ids.viewer, role: 'viewer' }), 'course.invite')
    await onlyThese(
      managers,
      (asker) => asker.ask(invite, { email: 'new@elsewhere.test', courseId, courseRole: 'viewer' }),
      'course.invite',
    )
    await onlyThese(managers, (asker) => asker.ask(listInvitations, { courseId }), 'course.invite')
    for (const who of everybody.filter((one) => !managers.includes(one)))
      expect([who, await outcome(as[who].ask(trashCourse, { courseId }))]).toEqual([
        who,
        who === 'stranger' ? 'unknown course.unknown' : 'forbidden course.trash',
      ])
  })

  test('[R11] who plays, reacts, asks and votes', async () => {
    await onlyThese(players, (asker) => asker.ask(playCourse, { courseId }), 'course.play')
    await onlyThese(players, (asker) => asker.ask(react, { courseId, kind: 'useful' }), 'course.react')
    await onlyThese(players, (asker) => asker.ask(rateRelevance, { courseId, score: 4 }), 'course.react')
    await onlyThese(players, (asker) => asker.ask(askTopic, { courseId, title: 'Is the postage paid back?' }), 'course.post')
    // Nobody votes for their own.
    for (const who of players.filter((one) => one !== 'learner'))
      expect([who, await outcome(as[who].ask(voteForTopic, { topicId }))]).toEqual([who, 'yes'])
    expect(await outcome(as.stranger.ask(voteForTopic, { topicId }))).toBe('unknown topic.unknown')
  })

  test('[R12] who moderates the forum', async () => {
    for (const who of everybody) {
      const may = managers.includes(who)
      expect([who, await outcome(as[who].ask(editTopic, { topicId, hidden: true }))]).toEqual([
        who,
        may ? 'yes' : expect.stringMatching(/^(forbidden|unknown) /),
      ])
      if (may) await as[who].ask(editTopic, { topicId, hidden: false })
    }
    expect((await as.learner.ask(listTopics, { courseId })).items.some(({ id }) => id === topicId)).toBe(true)
  })

  test('[R30] a course one may not see, and one that never was, read alike', async () => {
    const read = (id: string) => as.stranger.fetch(`/api/courses/${id}`).then((answer) => answer.text())
    expect(await read(courseId)).toBe(await read(newId()))
    expect((await as.stranger.ask(listCourses)).items).toEqual([])
  })

  test('each is told what they may do, and only that', async () => {
    const flags = async (who: Who) => {
      const { canRead, canEdit, canComment, canPublish, canManage, canPlay } = await as[who].ask(getCourse, { courseId })
      return { canRead, canEdit, canComment, canPublish, canManage, canPlay }
    }
    for (const who of everybody.filter((one) => one !== 'stranger'))
      expect([who, await flags(who)]).toEqual([
        who,
        {
          canRead: readers.includes(who),
          canEdit: writers.includes(who),
          canComment: commenters.includes(who),
          canPublish: managers.includes(who),
          canManage: managers.includes(who),
          canPlay: players.includes(who),
        },
      ])
  })
})

describe('on a course, over the socket', () => {
  const join = (asker: Asker) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/collab/${courseId}`, { headers: asker.headers })
      socket.on('open', () => (resolve('in'), socket.close()))
      socket.on('unexpected-response', (_, answer) => resolve(`refused ${answer.statusCode}`))
      socket.on('error', () => resolve('refused'))
    })

  test('[R1] whoever reads the draft joins, and nobody else', async () => {
    for (const who of everybody)
      expect([who, await join(as[who])]).toEqual([who, readers.includes(who) ? 'in' : expect.stringMatching(/^refused 40[34]$/)])
    expect(await join(nobody)).toBe('refused 401')
  })
})

describe('in a group, over HTTP', () => {
  const runs: Who[] = ['lnd', 'admin']
  const inGroup = (may: readonly Who[], attempt: (asker: Asker, who: Who) => Promise<unknown>, denied: string) =>
    Promise.all(
      everybody.map(async (who) => {
        const known = byGroup.some((role) => role === who)
        const wanted = may.includes(who) ? 'yes' : known ? `forbidden ${denied}` : 'unknown group.unknown'
        expect([who, await outcome(attempt(as[who], who))]).toEqual([who, wanted])
      }),
    )

  test('[R20] who sees it and who is in it', async () => {
    await inGroup(byGroup, (asker) => asker.ask(listGroupPeople, { groupId: sales }), '')
    await inGroup(byGroup, (asker) => asker.ask(searchPeople, { groupId: sales }), '')
    expect((await as.learner.ask(listGroups)).items.map(({ name, roles }) => [name, roles])).toEqual([
      ['Company', []],
      ['Sales', ['learner']],
    ])
    expect((await as.stranger.ask(listGroups)).items).toEqual([])
    expect(await outcome(nobody.ask(listGroups))).toBe('signedOut auth.signedOut')
  })

  test('[R21] who begins a course', async () => {
    await inGroup(
      ['author', 'lnd', 'admin'],
      (asker) => asker.ask(createCourse, { groupId: sales, title: 'Another' }),
      'group.createCourse',
    )
  })

  test('[R22] who makes, renames and moves groups', async () => {
    await inGroup(runs, (asker) => asker.ask(createGroup, { parentId: sales, name: 'Team' }), 'group.manage')
    await inGroup(runs, (asker) => asker.ask(renameGroup, { groupId: sales, name: 'Sales' }), 'group.manage')
    const team = await as.lnd.ask(createGroup, { parentId: sales, name: 'Team A' })
    const other = await as.lnd.ask(createGroup, { parentId: sales, name: 'Team B' })
    await inGroup(runs, (asker) => asker.ask(moveGroup, { groupId: team.id, parentId: other.id }), 'group.manage')
    expect(await outcome(as.admin.ask(moveGroup, { groupId: sales, parentId: team.id }))).toBe('forbidden group.manage')
    expect(await outcome(as.admin.ask(moveGroup, { groupId: team.id, parentId: root }))).toBe('unknown group.unknown')
  })

  test('[R23] [R24] who gives and takes which role', async () => {
    const newcomer = await server.services.people.create({ name: 'Newcomer', email: 'newcomer@company.test' })
    const person = { groupId: sales, personId: newcomer.id }
    await inGroup(runs, (asker) => asker.ask(giveGroupRole, { ...person, role: 'coach' }), 'group.giveRole')
    await inGroup(runs, (asker) => asker.ask(invite, { email: 'someone@elsewhere.test', groupId: sales, role: 'author' }), 'group.giveRole')
    await inGroup(
      ['admin'],
      (asker) => asker.ask(invite, { email: 'someone@elsewhere.test', groupId: sales, role: 'admin' }),
      'group.giveRole',
    )
    await as.admin.ask(takeGroupRole, { ...person, role: 'coach' })
    for (const who of everybody.filter((one) => one !== 'admin')) {
      expect(await outcome(as[who].ask(giveGroupRole, { ...person, role: 'admin' }))).toMatch(
        /^(forbidden group\.giveRole|unknown group\.unknown)$/,
      )
      expect(await outcome(as[who].ask(takeGroupRole, { groupId: sales, personId: ids.admin, role: 'admin' }))).toMatch(
        /^(forbidden group\.giveRole|unknown group\.unknown)$/,
      )
    }
  })

  test('whose rights are explained to whom', async () => {
    const explain = (asker: Asker) => asker.ask(explainGroupRights, { groupId: sales, personId: ids.learner })
    await inGroup(['learner', 'lnd', 'admin'], explain, 'group.explain')
  })
})
