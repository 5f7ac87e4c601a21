import type { AuthService } from '../auth/service.ts'
import type { CourseService } from '../courses/service.ts'
import type { GroupService } from '../groups/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import { day } from '../../shared/time.ts'
import { type Account, settle } from './people.ts'

type Tools = {
  db: Database
  clock: Clock
  events: Events
  auth: AuthService
  people: PeopleService
  groups: GroupService
  courses: CourseService
}

/** A place that looks lived in, so that a first visitor sees what the product is for. */
export function demoService(tools: Tools) {
  const { clock, people } = tools
  return {
    /** Fills an installation that holds nobody yet, and tells whether it did. Everything in it happened in the past weeks. */
    async seed(accounts: readonly Account[], password: string): Promise<boolean> {
      if (!(await people.isNobodyThere())) return false
      const today = clock.now()
      try {
        clock.pretend(today - 42 * day)
        await settle({ ...tools, now: clock.now }, accounts, password)
        return true
      } finally {
        clock.pretend(null)
      }
    },
  }
}
export type DemoService = ReturnType<typeof demoService>
