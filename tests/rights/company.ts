import { guestAccess } from '../../server/auth/guests.ts'
import { signInLimits } from '../../server/auth/limits.ts'
import { authService } from '../../server/auth/service.ts'
import { openSessions } from '../../server/auth/sessions.ts'
import { authStore } from '../../server/auth/store.ts'
import { loggedDrafts } from '../../server/courses/drafts.ts'
import { courseService } from '../../server/courses/service.ts'
import { courseStore } from '../../server/courses/store.ts'
import { groupService } from '../../server/groups/service.ts'
import { groupSettingStore } from '../../server/groups/settings-store.ts'
import { groupStore } from '../../server/groups/store.ts'
import { peopleService } from '../../server/people/service.ts'
import { localBus } from '../../server/platform/bus.ts'
import { databaseCourseLog } from '../../server/platform/course-log/store.ts'
import { openEvents } from '../../server/platform/events/events.ts'
import { openLog } from '../../server/platform/log.ts'
import type { Member } from '../../shared/people.ts'
import type { GroupRole } from '../../shared/rights.ts'
import { openTestDatabase } from '../kit/database.ts'

/** The rooms of people on a fresh database of the engine under test, with a small company in it: root › sales › {north, south}. */
export async function openCompany() {
  const connection = await openTestDatabase()
  const { db } = connection
  const events = openEvents(db, openLog('silent'))
  const bus = localBus()
  const rung: string[] = []
  bus.on('rights', (word) => rung.push(word))
  let skippedMs = 0
  const now = () => Date.now() + skippedMs
  const sessions = openSessions(db, { appUrl: 'http://127.0.0.1:3000', secret: 'a secret for tests of at least 32 letters' })
  const auth = authService({
    db,
    guests: guestAccess(db, { appUrl: 'http://127.0.0.1:3000', now }),
    store: authStore(db),
    sessions,
    limits: signInLimits(0),
    events,
    bus,
    now,
  })
  const people = peopleService({ db, auth, events })
  const groups = groupService({ db, store: groupStore(db), settings: groupSettingStore(db), people, auth, events, now })
  const log = databaseCourseLog(db)
  const courses = courseService({
    db,
    store: courseStore(db),
    people,
    groups,
    auth,
    drafts: loggedDrafts(log, async () => {}),
    events,
    now,
  })

  const root = await groups.create(null, { parentId: null, name: 'Company' })
  const sales = await groups.create(null, { parentId: root.id, name: 'Sales' })
  const north = await groups.create(null, { parentId: sales.id, name: 'North' })
  const south = await groups.create(null, { parentId: sales.id, name: 'South' })
  const tree = { root, sales, north, south }

  return {
    db,
    log,
    dataDir: connection.dataDir,
    auth,
    people,
    groups,
    courses,
    tree,
    /** What was rung at the doors, each word as `{ personId?, courseId? }`. */
    rung: () => rung.map((word) => JSON.parse(word) as Record<string, string>),
    /** Lets time pass for everything but better-auth's own expiry. */
    skip: (ms: number) => (skippedMs += ms),
    now,
    /** A new person, with roles where they are given. */
    async person(name: string, ...roles: [keyof typeof tree, GroupRole][]): Promise<Member> {
      const person = await people.create({ name, email: `${name}@company.test` })
      for (const [at, role] of roles) await groups.giveRole(null, tree[at].id, person.id, role)
      return { ...person, email: `${name}@company.test` }
    },
    async close() {
      await events.close()
      await connection.close()
    },
  }
}
export type Company = Awaited<ReturnType<typeof openCompany>>
