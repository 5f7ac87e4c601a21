// `npm run cli -- <command>`: what an operator does beside the running server.

import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, checkNode, fail, install, root } from './steps.mjs'

try {
  checkNode()
  await install()
  await build()
  await import(pathToFileURL(path.join(root, 'dist/server/cli.js')).href)
} catch (error) {
  fail(error)
}
