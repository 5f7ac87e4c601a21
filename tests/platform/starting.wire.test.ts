import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../server/platform/root.ts'

// The built program where it cannot start: its operator is told why, and what to give it.

function start(env: Record<string, string>) {
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'dist/server/main.js')], {
    env: { PATH: process.env.PATH, PORT: '0', NODE_ENV: 'production', LOG_LEVEL: 'info', ...env },
    encoding: 'utf8',
    timeout: 50_000,
  })
  return { status, stderr }
}

test('a data folder that cannot be written is named, and so is the setting', () => {
  const { status, stderr } = start({ DATA_DIR: `${process.execPath}/data` })
  expect(stderr).toBe(
    `Colloquy cannot start.\n  The data folder ${process.execPath}/data cannot be written (ENOTDIR). Give DATA_DIR a folder that this program's user may write, with room on its disk.\n`,
  )
  expect(status).toBe(1)
})

test('a database that is not to be reached is told as that', () => {
  const { status, stderr } = start({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' })
  expect(stderr).toBe(
    'Colloquy cannot start.\n  The database that DATABASE_URL names cannot be opened (ECONNREFUSED): connect ECONNREFUSED 127.0.0.1:1\n',
  )
  expect(status).toBe(1)
})
