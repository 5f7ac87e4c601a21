import { createToken, deleteToken, listSignIns } from '../../shared/auth.ts'
import { restoreCourse, trashCourse } from '../../shared/courses.ts'
import type { GroupId } from '../../shared/id.ts'
import { invite } from '../../shared/invitations.ts'
import { type Asks, nothing, ofBench, ofCourse, ofGroup } from './asks.ts'
import { isByCourse, type Known, password, type World } from './everybody.ts'

// Coming in, people, groups, and courses as a whole.

const inviteTo = (world: World, place: object) =>
  world.as.admin.ask(invite, { email: `invited${world.next()}@elsewhere.test`, ...place } as never)
const team = (world: World, above: GroupId = world.sales) => world.group(above, `Team ${world.next()}`)

export const asksOfPeople: Asks = {
  'POST /auth/sign-in/email': () => ({ input: { email: 'nobody@company.test', password }, ends: 'auth.wrong' }),
  'POST /auth/sign-out': async (world, who) => ({
    asker: who === 'out' || who === 'guest' ? world.as[who] : await world.again(who),
  }),
  'GET /auth/sessions': nothing,
  'DELETE /auth/sessions/:sessionId': async (world, _, by) => {
    await world.again(by as Known)
    const { items } = await world.as[by].ask(listSignIns)
    return { input: { sessionId: items.find(({ current }) => !current)!.id } }
  },
  'POST /auth/password': () => ({ input: { current: password, next: password } }),
  'POST /tokens': () => ({ input: { name: 'A program' } }),
  'GET /tokens': nothing,
  'DELETE /tokens/:tokenId': async (world, who, by) => {
    const { id } = await world.as[by].ask(createToken, { name: 'A program' })
    return { input: { tokenId: id }, ...(who !== by && { undo: () => world.as[by].ask(deleteToken, { tokenId: id }) }) }
  },
  'GET /demo': () => ({ ends: 'demo.unknown' }),
  'POST /demo/sign-in': () => ({ input: { email: 'ana@demo.test' }, ends: 'demo.unknown' }),
  'GET /invitations/:token': async (world) => {
    const { link } = await inviteTo(world, { groupId: world.sales, role: 'learner' })
    return { input: { token: link!.split('/').at(-1) } }
  },
  'POST /invitations/:token/accept': () => ({ input: { token: 'a-link-of-nobody-at-all' }, ends: 'invitation.unknown' }),
  'GET /set-up/:token': () => ({ input: { token: 'a-link-of-nobody-at-all' }, ends: 'set-up.unknown' }),
  'POST /set-up/:token': () => ({
    input: { token: 'a-link-of-nobody-at-all', company: 'Ours', name: 'Me', email: 'me@company.test', password },
    ends: 'set-up.unknown',
  }),
  'POST /guest': () => ({ input: { token: 'guest_of-nobody-at-all' }, ends: 'guest.ended' }),

  'GET /me': nothing,
  'PATCH /me': (_, who) => ({ input: { name: who } }),
  'GET /me/letters': nothing,
  'PUT /me/letters': () => ({ input: { mine: true } }),
  'GET /people': () => ({ input: { q: 'a' } }),
  'GET /people, of a group': ofGroup,
  'GET /people, of a course': ofCourse,
  'GET /groups': nothing,
  'POST /groups': (world) => ({ input: { parentId: world.sales, name: 'A team' } }),
  'PATCH /groups/:groupId': ({ sales }) => ({ input: { groupId: sales, name: 'Sales' } }),
  'POST /groups/:groupId/move': async (world) => ({ input: { groupId: await team(world), parentId: await team(world) } }),
  'GET /groups/:groupId/people': ofGroup,
  'POST /groups/:groupId/roles': async (world) => ({
    input: { groupId: world.sales, personId: await world.somebody(), role: 'coach' },
  }),
  'POST /groups/:groupId/roles, as an admin': async (world) => ({
    input: { groupId: world.sales, personId: await world.somebody(), role: 'admin' },
  }),
  'DELETE /groups/:groupId/roles/:personId/:role': async (world) => {
    const personId = await world.somebody()
    await world.server.services.groups.giveRole(null, world.sales, personId, 'coach')
    return { input: { groupId: world.sales, personId, role: 'coach' } }
  },
  'DELETE /groups/:groupId/roles/:personId/:role, of an admin': async (world) => {
    const personId = await world.somebody()
    await world.server.services.groups.giveRole(null, world.sales, personId, 'admin')
    return { input: { groupId: world.sales, personId, role: 'admin' } }
  },
  'GET /groups/:groupId/people/:personId/rights': ({ sales, ids }, _, by) => ({ input: { groupId: sales, personId: ids[by] } }),
  'POST /invitations, to a group': ({ sales }) => ({ input: { email: 'one@elsewhere.test', groupId: sales, role: 'author' } }),
  'POST /invitations, to a group as an admin': ({ sales }) => ({ input: { email: 'one@elsewhere.test', groupId: sales, role: 'admin' } }),
  'POST /invitations, to a course': ({ course }) => ({ input: { email: 'one@elsewhere.test', courseId: course, courseRole: 'viewer' } }),
  'GET /invitations, to a group': ofGroup,
  'GET /invitations, to a course': ofCourse,
  'DELETE /invitations/:invitationId, to a group': async (world) => ({
    input: { invitationId: (await inviteTo(world, { groupId: world.sales, role: 'learner' })).id },
  }),
  'DELETE /invitations/:invitationId, to a course': async (world) => ({
    input: { invitationId: (await inviteTo(world, { courseId: world.course, courseRole: 'viewer' })).id },
  }),
  'GET /groups/:groupId/embeds': ofGroup,
  'PUT /groups/:groupId/embeds': ({ sales }) => ({ input: { groupId: sales, known: true, hosts: [] } }),
  'GET /groups/:groupId/review-rules': ofGroup,
  'PUT /groups/:groupId/review-rules': ({ sales }) => ({ input: { groupId: sales, rules: null } }),

  'GET /courses': nothing,
  'POST /courses': ({ sales }) => ({ input: { groupId: sales, title: 'One more' } }),
  'GET /courses/:courseId': ofCourse,
  'PATCH /courses/:courseId': ({ course }) => ({ input: { courseId: course, title: 'Handling refunds' } }),
  'DELETE /courses/:courseId': (world) => ({
    input: { courseId: world.bench },
    undo: () => world.as.admin.ask(restoreCourse, { courseId: world.bench }),
  }),
  'POST /courses/:courseId/restore': async (world, _, __, may) => {
    // For everybody else it lies there or it does not, and they hear the same.
    if (may) await world.as.admin.ask(trashCourse, { courseId: world.bench })
    return { input: { courseId: world.bench } }
  },
  'GET /courses/:courseId/people': ofCourse,
  'PUT /courses/:courseId/people/:personId': async (world) => ({
    input: { courseId: world.course, personId: await world.somebody(), role: 'viewer' },
  }),
  'DELETE /courses/:courseId/people/:personId': async (world, who, by) => {
    const personId = who === by ? world.ids[by] : await world.somebody()
    const role = who === by ? (isByCourse(by) ? by : null) : 'viewer'
    const give = () => world.server.services.courses.setRole(null, world.course, personId, role)
    await give()
    return { input: { courseId: world.course, personId }, undo: give }
  },
  'GET /courses/:courseId/lineage': ofCourse,
  'PUT /courses/:courseId/template': ({ course }) => ({ input: { courseId: course, about: 'For refunds' } }),
  'DELETE /courses/:courseId/template': ofBench,
  'POST /courses/:courseId/copies': ({ course, sales }) => ({ input: { courseId: course, groupId: sales, title: 'A copy' } }),
  'GET /groups/:groupId/templates': ofGroup,
  'POST /templates/:templateId/courses': ({ sales }) => ({ input: { templateId: 'how-to', groupId: sales, title: 'How to' } }),
}
