// A Chromium for the journeys: the one that is there, else Debian's package, else Playwright's own download.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Missing, root, run, tail } from './steps.mjs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const works = (file) => existsSync(file) && spawnSync(file, ['--version']).status === 0
const installed = () => [process.env.CHROMIUM_PATH, ...places].find((file) => file && works(file))

/** Where Chromium is, after installing it if need be. */
export async function findChromium() {
  return installed() ?? (await fromDebian()) ?? (await fromPlaywright())
}

async function fromDebian() {
  const isRoot = process.getuid?.() === 0
  if (!isRoot || spawnSync('apt-get', ['--version']).error) return undefined
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  try {
    await run('apt-get', ['update', '-q'], { env })
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation'], { env })
  } catch {
    return undefined
  }
  return installed()
}

async function fromPlaywright() {
  try {
    const { chromium } = createRequire(path.join(root, 'package.json'))('playwright-core')
    if (!works(chromium.executablePath()))
      await run(process.execPath, [path.join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'])
    if (works(chromium.executablePath())) return chromium.executablePath()
    throw new Error('it does not start')
  } catch (error) {
    throw new Missing(
      `The journeys need Chromium: install it (Debian: apt-get install chromium) or name one in CHROMIUM_PATH. Playwright's own could not be had: ${tail(error.said ?? String(error), 2)}`,
    )
  }
}
