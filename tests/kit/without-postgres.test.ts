import { test } from 'vitest'
import { postgresUrl } from './postgres.ts'

// Stands in for every store test where no PostgreSQL answers, so that the report cannot hide it.
test.skip(`NO POSTGRESQL answers at ${new URL(postgresUrl).host}: the stores were tried on SQLite alone`, () => {})
