import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'

// One project per kind of test; the file's name says which it is.
const unit = 'tests/**/*.test.ts'
const apart = ['tests/**/*.store.test.ts', 'tests/**/*.wire.test.ts', 'tests/journeys/**', 'tests/load/**', 'tests/**/*.client.test.{ts,tsx}']

const store = (engine: 'sqlite' | 'postgres') => ({
  test: {
    name: `store-${engine}`,
    environment: 'node' as const,
    include: ['tests/**/*.store.test.ts'],
    globalSetup: [`tests/kit/${engine}.ts`],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // The engine is chosen when the tables load, so it is chosen for the whole project.
    env: { TEST_ENGINE: engine },
  },
})

export default defineConfig({
  test: {
    // The closing lines of every project are added up by tools/test.mjs.
    reporters: ['default'],
    projects: [
      { test: { name: 'unit', environment: 'node', include: [unit], exclude: apart, testTimeout: 20_000 } },
      {
        plugins: [solid()],
        test: { name: 'client', environment: 'happy-dom', include: ['tests/**/*.client.test.{ts,tsx}'], testTimeout: 20_000 },
      },
      store('sqlite'),
      store('postgres'),
      {
        test: { name: 'wire', environment: 'node', include: ['tests/**/*.wire.test.ts'], testTimeout: 30_000, hookTimeout: 60_000, env: { DATABASE_URL: '' } },
      },
      {
        test: {
          name: 'journeys',
          environment: 'node',
          include: ['tests/journeys/**/*.test.ts'],
          // Browsers are many processes: two cores hold one journey at a time.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          env: { DATABASE_URL: '' },
        },
      },
    ],
  },
})
