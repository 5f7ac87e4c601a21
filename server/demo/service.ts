import { day } from '../../shared/time.ts'
import type { AuthService } from '../auth/service.ts'
import type { GroupService } from '../groups/service.ts'
import type { PeopleService } from '../people/service.ts'
import type { Database } from '../platform/db/database.ts'
import type { Events } from '../platform/events/events.ts'
import { live } from './life.ts'
import { type Account, settle } from './people.ts'
import type { Rooms } from './story.ts'

type Tools = Rooms & { db: Database; events: Events; auth: AuthService; people: PeopleService; groups: GroupService }

/** A place that looks lived in, so that a first visitor sees what the product is for. */
export function demoService(tools: Tools) {
  const { clock, events, people } = tools
  return {
    /** Fills an installation that holds nobody yet, and tells whether it did. Everything in it happened in the past weeks. */
    async seed({
      accounts,
      password,
      withCourses,
    }: {
      accounts: readonly Account[]
      password: string
      withCourses: boolean
    }): Promise<boolean> {
      if (!(await people.isNobodyThere())) return false
      const today = clock.now()
      try {
        clock.pretend(today - 42 * day)
        const company = await settle({ ...tools, now: clock.now }, accounts, password)
        if (withCourses) await live(tools, company, today)
        // What listeners of these events do belongs to that past too.
        await events.settled()
        return true
      } finally {
        clock.pretend(null)
      }
    },
  }
}
export type DemoService = ReturnType<typeof demoService>
