// `npm start`: from a fresh clone to a running academy in one command. Later starts only check and begin.

import { pathToFileURL } from 'node:url'
import path from 'node:path'
import { build, checkNode, demoSettings, fail, install, root, step } from './steps.mjs'

try {
  await step('node', checkNode)
  await step('packages', install)
  await step('build', build)
  const settings = await demoSettings()
  // The server's own log stays quiet here: this prints what a person wants to know.
  Object.assign(process.env, { NODE_ENV: 'production', LOG_LEVEL: process.env.LOG_LEVEL || 'warn' }, settings)
  const { ready } = await step('server', () => import(pathToFileURL(path.join(root, 'dist/server/main.js')).href))
  tell(ready)
} catch (error) {
  fail(error)
}

function tell({ url, demo }) {
  console.log(`\nColloquy is at ${url}\n`)
  if (demo.length === 0) return
  console.log('This is the demo academy. Anyone on this machine signs in with one click:\n')
  for (const { name, role, link } of demo) console.log(`  ${name.padEnd(14)} ${role.padEnd(38)} ${link}`)
  console.log('\nDEMO=off npm start turns these links off.\n')
}
