import { defineConfig } from 'drizzle-kit'

// Read by tools/migrations.mjs only: MIGRATIONS_OUT is a folder of its own, from which it takes the SQL.
const dialect = process.env.DATABASE_URL?.startsWith('postgres') ? 'postgresql' : 'sqlite'

export default defineConfig({
  dialect,
  schema: './server/**/tables.ts',
  out: process.env.MIGRATIONS_OUT ?? './dist/migrations',
})
