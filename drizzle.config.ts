import { defineConfig } from 'drizzle-kit'

const dialect = process.env.DATABASE_URL?.startsWith('postgres') ? 'postgresql' : 'sqlite'

export default defineConfig({
  dialect,
  schema: './server/**/tables.ts',
  out: dialect === 'sqlite' ? './migrations/sqlite' : './migrations/postgres',
})
