import type { GroupId, PersonId } from '../../shared/id.ts'
import type { GroupRole } from '../../shared/rights.ts'
import { index, integer, json, primaryKey, table, text, uniqueIndex } from '../platform/db/columns.ts'

/**
 * The tree. `path` is `/<root>/…/<own id>/`, so that a group lies within another when its path begins with the other's:
 * one comparison instead of a recursive query, on both engines and inside transactions. `parent` follows from it and
 * is kept for the database to check.
 */
export const groups = table(
  'groups',
  {
    id: text('id').$type<GroupId>().primaryKey(),
    parentId: text('parent_id').$type<GroupId>(),
    path: text('path').notNull(),
    name: text('name').notNull(),
    createdBy: text('created_by').$type<PersonId>(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [uniqueIndex('groups_by_path').on(t.path), index('groups_by_parent').on(t.parentId)],
)

/** One row a role, so that giving it twice is one fact. */
export const groupRoles = table(
  'group_roles',
  {
    groupId: text('group_id')
      .$type<GroupId>()
      .notNull()
      .references(() => groups.id),
    personId: text('person_id').$type<PersonId>().notNull(),
    role: text('role').$type<GroupRole>().notNull(),
    givenBy: text('given_by').$type<PersonId>(),
    givenAt: integer('given_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.personId, t.role] }), index('group_roles_of_person').on(t.personId)],
)

/** What a group says for itself and all below it, one row a matter. */
export const groupSettings = table(
  'group_settings',
  {
    groupId: text('group_id')
      .$type<GroupId>()
      .notNull()
      .references(() => groups.id),
    matter: text('matter').notNull(),
    value: json<unknown>('value').notNull(),
    setBy: text('set_by').$type<PersonId>().notNull(),
    setAt: integer('set_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.matter] })],
)
