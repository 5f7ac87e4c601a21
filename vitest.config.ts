import { availableParallelism } from 'node:os'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'
import { postgresAnswers, postgresUrl } from './tests/kit/postgres.ts'

// One project per kind of test; a file's name says which it is.
const house = 'tests/house/**/*.test.ts'
const kinds = [
  'tests/**/*.store.test.ts',
  'tests/**/*.wire.test.ts',
  'tests/**/*.client.test.{ts,tsx}',
  'tests/journeys/**',
  'tests/load/**',
]
const kit = 'tests/kit/without-postgres.test.ts'
const hasPostgres = await postgresAnswers()

// The engine is chosen by DATABASE_URL when the tables load, hence for a whole project.
const onSqlite = { DATABASE_URL: '' }
const onPostgres = { env: { DATABASE_URL: postgresUrl }, globalSetup: ['tests/kit/postgres.ts'] }
const node = { environment: 'node', env: onSqlite, testTimeout: 20_000, hookTimeout: 60_000 } as const

export default defineConfig({
  test: {
    // More than there are cores: stores and sockets mostly wait. (Vitest would leave one of two to itself.)
    maxWorkers: availableParallelism() + 1,
    projects: [
      // Pure functions leave nothing behind, so their files share what they import.
      { test: { ...node, name: 'unit', isolate: false, include: ['tests/**/*.test.ts'], exclude: [...kinds, house, kit] } },
      { test: { ...node, name: 'house', include: [house] } },
      { plugins: [solid()], test: { ...node, name: 'client', environment: 'happy-dom', include: ['tests/**/*.client.test.{ts,tsx}'] } },
      { test: { ...node, isolate: false, name: 'store-sqlite', include: ['tests/**/*.store.test.ts'] } },
      {
        test: {
          ...node,
          name: 'store-postgres',
          isolate: false,
          include: hasPostgres ? ['tests/**/*.store.test.ts'] : [kit],
          ...onPostgres,
        },
      },
      {
        test: {
          ...node,
          name: 'wire',
          isolate: false,
          include: ['tests/**/*.wire.test.ts'],
          testTimeout: 60_000,
          // The stores are tried on both engines each time; what is above them on the other one when asked: WIRE_ON=postgres.
          ...(process.env.WIRE_ON === 'postgres' && onPostgres),
        },
      },
      {
        // A browser is many processes, and waits for its server and its person most of the time.
        test: {
          ...node,
          name: 'journeys',
          isolate: false,
          include: ['tests/journeys/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
