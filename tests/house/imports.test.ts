import { expect, test } from 'vitest'
import { importsOf, sources } from './files.ts'
import { objection } from './rooms.ts'

test('every import respects the plan of the house', () => {
  const files = sources('server', 'client', 'shared', 'tests')
  const wrong = files.flatMap((file) =>
    importsOf(file).flatMap((to) => {
      const why = objection(file.name, to)
      return why ? [`${file.name} → ${to}: ${why}`] : []
    }),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(wrong).toEqual([])
})

test.each([
  ['shared/needs.ts', 'server/needs/service.ts'],
  ['client/needs/state.ts', 'server/needs/service.ts'],
  ['server/needs/service.ts', 'client/needs/state.ts'],
  ['server/groups/service.ts', 'server/courses/service.ts'],
  ['server/courses/service.ts', 'server/groups/store.ts'],
  ['server/needs/routes.ts', 'server/needs/store.ts'],
  ['server/needs/store.ts', 'server/needs/service.ts'],
  ['server/platform/log.ts', 'server/auth/service.ts'],
  ['server/needs/service.ts', 'server/app.ts'],
  ['client/comments/state.ts', 'client/flags/state.ts'],
  ['client/ui/Button.tsx', 'client/comments/state.ts'],
  ['client/player/Player.tsx', 'client/editor/editor.ts'],
  ['server/needs/service.ts', 'tests/kit/server.ts'],
  ['server/needs/service.ts', 'drizzle-orm'],
  ['server/needs/service.ts', 'hono'],
  ['client/comments/ThreadPanel.tsx', 'yjs'],
  ['client/player/Player.tsx', 'prosemirror-model'],
  ['shared/needs.ts', 'solid-js'],
])('%s may not import %s', (from, to) => {
  expect(objection(from, to)).toBeTypeOf('string')
})

test.each([
  ['server/courses/service.ts', 'server/groups/service.ts'],
  ['server/needs/store.ts', 'server/needs/tables.ts'],
  ['server/needs/store.ts', 'drizzle-orm'],
  ['client/screens/editor/EditorScreen.tsx', 'client/comments/ThreadPanel.tsx'],
  ['client/comments/ThreadPanel.tsx', 'client/ui/Button.tsx'],
  ['client/comments/state.ts', 'shared/comments.ts'],
  ['server/app.ts', 'server/needs/routes.ts'],
])('%s may import %s', (from, to) => {
  expect(objection(from, to)).toBeUndefined()
})
