// `npm run dev`: the server and the pages from their sources, on one port. Pages reload by themselves as you save; the
// server starts again when one of its files changes.

import { spawn } from 'node:child_process'
import { checkNode, demoSettings, fail, install, root, step } from './steps.mjs'

try {
  await step('node', checkNode)
  await step('packages', install)
  const env = { ...process.env, NODE_ENV: 'development', ...(await demoSettings()) }
  const child = spawn(process.execPath, ['--watch', '--watch-preserve-output', '--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env,
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 0))
} catch (error) {
  fail(error)
}
