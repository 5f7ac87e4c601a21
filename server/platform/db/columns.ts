import * as lite from 'drizzle-orm/sqlite-core'
import * as pg from 'drizzle-orm/pg-core'

// One schema for two engines: tables are declared with these helpers, which are those of the engine that
// DATABASE_URL names when the program loads.

export const dialect = /^postgres(ql)?:/.test(process.env.DATABASE_URL ?? '') ? 'postgres' : 'sqlite'

const sqlite = {
  table: lite.sqliteTable,
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
  text: (name: string) => lite.text(name),
  integer: (name: string) => lite.integer(name),
  boolean: (name: string) => lite.integer(name, { mode: 'boolean' }),
  timestamp: (name: string) => lite.integer(name, { mode: 'timestamp_ms' }),
  json: <T>(name: string) => lite.text(name, { mode: 'json' }).$type<T>(),
  bytes: (name: string) => lite.blob(name, { mode: 'buffer' }),
}

const bytea = pg.customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value),
})

// PostgreSQL takes no U+0000 in a text, nor half a character in JSON; SQLite takes both. What can be stored must not
// depend on the engine, and half an emoji is made by any cut at a length.
const pgText = pg.customType<{ data: string }>({
  dataType: () => 'text',
  toDriver: (value) => value.replaceAll('\0', '\ufffd'),
})
const pgJson = pg.customType<{ data: unknown }>({
  dataType: () => 'jsonb',
  // `JSON.stringify` writes whole characters as they are: an escaped surrogate is half of one.
  toDriver: (value) =>
    JSON.stringify(value).replace(/\\(u0000|ud[89a-f][0-9a-f]{2}|.)/g, (whole, escaped: string) => (escaped.length > 1 ? '\ufffd' : whole)),
})

const postgres = {
  table: pg.pgTable,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
  text: (name: string) => pgText(name),
  integer: (name: string) => pg.bigint(name, { mode: 'number' }),
  boolean: (name: string) => pg.boolean(name),
  timestamp: (name: string) => pg.timestamp(name, { withTimezone: true, precision: 3 }),
  json: <T>(name: string) => pgJson(name).$type<T>(),
  bytes: (name: string) => bytea(name),
} satisfies Record<keyof typeof sqlite, unknown>

/**
 * Column helpers of the running engine, typed as SQLite's: queries are written once.
 *
 * `integer` holds whole numbers up to 2^53 (times too: milliseconds since 1970), `timestamp` a Date, `json` any plain
 * value, `bytes` a Buffer.
 */
export const { table, index, uniqueIndex, primaryKey, text, integer, boolean, timestamp, json, bytes } =
  // The two sets agree in everything the queries of this program use; `satisfies` above catches a missing one.
  dialect === 'postgres' ? (postgres as unknown as typeof sqlite) : sqlite
