import type { SignInId, TokenId, TokenScope } from '../../shared/auth.ts'
import type { CourseId, PersonId } from '../../shared/id.ts'
import { boolean, index, integer, table, text, timestamp, uniqueIndex } from '../platform/db/columns.ts'

// The first four tables are better-auth's, whose columns and Date values it dictates. `people` is its "user": whoever
// can be named in the product, with or without a way in.

export const people = table('people', {
  id: text('id').$type<PersonId>().primaryKey(),
  name: text('name').notNull(),
  /** In lower case. */
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull(),
  image: text('image'),
  /** In which the product last spoke to them, for letters. */
  language: text('language'),
  createdAt: timestamp('created_at').notNull(),
  updatedAt: timestamp('updated_at').notNull(),
})

export const sessions = table(
  'sessions',
  {
    id: text('id').$type<SignInId>().primaryKey(),
    personId: text('person_id')
      .$type<PersonId>()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    token: text('token').notNull().unique(),
    /** The end of the session however busy it is. */
    expiresAt: timestamp('expires_at').notNull(),
    createdAt: timestamp('created_at').notNull(),
    /** When it was last seen, to the hour. */
    updatedAt: timestamp('updated_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
  },
  (t) => [index('sessions_of_person').on(t.personId)],
)

/** One way in of one person: a password's hash, later an account elsewhere. */
export const credentials = table(
  'credentials',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .$type<PersonId>()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: timestamp('access_token_expires_at'),
    refreshTokenExpiresAt: timestamp('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: timestamp('created_at').notNull(),
    updatedAt: timestamp('updated_at').notNull(),
  },
  (t) => [uniqueIndex('credentials_once').on(t.providerId, t.accountId), index('credentials_of_person').on(t.personId)],
)

export const verifications = table(
  'verifications',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: timestamp('expires_at').notNull(),
    createdAt: timestamp('created_at').notNull(),
    updatedAt: timestamp('updated_at').notNull(),
  },
  (t) => [index('verifications_by_identifier').on(t.identifier)],
)

/** Keys for programs. Only their SHA-256 is kept: they are long and random, so it needs no salt. */
export const apiTokens = table(
  'api_tokens',
  {
    id: text('id').$type<TokenId>().primaryKey(),
    personId: text('person_id')
      .$type<PersonId>()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    hash: text('hash').notNull().unique(),
    scope: text('scope').$type<TokenScope>().notNull().default('all'),
    createdAt: integer('created_at').notNull(),
    lastUsedAt: integer('last_used_at'),
  },
  (t) => [index('api_tokens_of_person').on(t.personId)],
)

/** Links by which somebody without an account reads and comments one draft. Only the hash of the secret is kept. */
export const guestLinks = table(
  'guest_links',
  {
    /** The guest's id, under which their comments stand. */
    id: text('id').$type<PersonId>().primaryKey(),
    courseId: text('course_id').$type<CourseId>().notNull(),
    name: text('name').notNull(),
    hash: text('hash').notNull().unique(),
    by: text('by').$type<PersonId>().notNull(),
    at: integer('at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (t) => [index('guest_links_of_course').on(t.courseId, t.at)],
)
