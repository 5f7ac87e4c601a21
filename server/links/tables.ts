import { index, integer, table, text } from '../platform/db/columns.ts'

/** What became of asking an address last time. */
export const linkChecks = table(
  'link_checks',
  {
    /** The hash of the address: addresses are longer than what an index takes. */
    id: text('id').primaryKey(),
    href: text('href').notNull(),
    state: text('state').$type<'alive' | 'dead' | 'unknown'>().notNull(),
    why: text('why').$type<Why>(),
    checkedAt: integer('checked_at').notNull(),
  },
  (t) => [index('link_checks_old').on(t.checkedAt)],
)

/**
 * Why a link is not known to be alive. It is dead when it is `gone` (404, 410), has `noHost`, is `refused`, goes round in a
 * `loop`, or its `certificate` is not good. It could not be checked when it lies `inside` a network this server does not look into, was too
 * `slow`, its server is `failing`, there was no way out (`offline`), there were `tooMany`, or checking is `off`.
 */
export type Why = 'gone' | 'noHost' | 'refused' | 'loop' | 'certificate' | 'inside' | 'slow' | 'failing' | 'offline' | 'tooMany' | 'off'
