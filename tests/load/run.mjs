// `npm run bench`: brings the peers, builds the product and compares them. The peers stay out of the product's packages.

import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, checkNode, fail, install, run, step } from '../../tools/steps.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))

async function installPeers() {
  if (existsSync(path.join(here, 'node_modules/.package-lock.json'))) return 'are there'
  await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here })
}

try {
  await step('node', checkNode)
  await step('packages', install)
  await step('peers', installPeers)
  await step('build', build)
} catch (error) {
  fail(error)
}
await import('./bench.mjs')
