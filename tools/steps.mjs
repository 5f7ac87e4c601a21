// What `npm start`, `npm run dev` and `npm test` share. Plain Node: this runs before anything is installed.

import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** A sentence for the person at the keyboard: printed without a stack. */
export class Missing extends Error {}

/** Does one step and prints a line for it with its time. `work` may return a word to print beside it. */
export async function step(name, work) {
  const started = performance.now()
  const tell = (mark, word) =>
    console.log(`${mark} ${name.padEnd(14)} ${seconds(performance.now() - started).padStart(7)}${word ? `   ${word}` : ''}`)
  try {
    const said = await work()
    tell('✓', typeof said === 'string' ? said : '')
    return said
  } catch (error) {
    tell('✗', error instanceof Missing ? error.message : String(error.message ?? error).split('\n')[0])
    throw error
  }
}

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`

/** Runs a program quietly; resolves with all it said and throws that when it fails. */
export function run(command, args, { env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) return resolve(said)
      reject(Object.assign(new Error(`${path.basename(args[0] ?? command)} ended with ${code}`), { said, code }))
    })
  })
}

/** The program `name` that a package brought along. */
export const tool = (name, ...args) => run(process.execPath, [path.join(root, 'node_modules', ...binOf[name].split('/')), ...args])
const binOf = {
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
  tsc: 'typescript/bin/tsc',
  oxlint: 'oxlint/bin/oxlint',
  oxfmt: 'oxfmt/bin/oxfmt',
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return `Node ${process.versions.node}`
  throw new Missing(`Colloquy needs Node 20.19 or newer; this is ${process.versions.node}. Install it from https://nodejs.org`)
}

/** Installs what package-lock.json names, unless exactly that is there and works. */
export async function install() {
  if ((await isInstalled()) && nativeWorks()) return 'is there'
  console.log('… packages       installing; where SQLite has to be compiled this takes two minutes')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  try {
    await run(npm, ['ci', '--include=dev', '--no-audit', '--no-fund'], { env: { NODE_ENV: 'development' } })
  } catch (error) {
    throw new Missing(reasonOf((error.said ?? String(error)).replace(/^npm (warn|error)\s*$\n/gm, '')))
  }
  if (!nativeWorks()) throw new Missing(reasonOf('better-sqlite3 was installed and cannot be loaded'))
}

/** Every package of the lock file is there in its version, wherever npm put it; those for other systems may be missing. */
async function isInstalled() {
  const read = async (file) => Object.entries(JSON.parse(await readFile(path.join(root, file), 'utf8')).packages)
  const named = ([place, its]) => `${place.slice(place.lastIndexOf('node_modules/') + 13)}@${its.version}`
  try {
    const [wanted, there] = await Promise.all([read('package-lock.json'), read('node_modules/.package-lock.json')])
    const have = new Set(there.map(named))
    return wanted.every(([place, its]) => place === '' || its.optional === true || have.has(named([place, its])))
  } catch {
    return false
  }
}

/** SQLite is compiled for one version of Node: another one cannot load it. In a process of its own, for it may crash. */
function nativeWorks() {
  const script = "new (require('better-sqlite3'))(':memory:').close()"
  return (
    existsSync(path.join(root, 'node_modules/better-sqlite3')) && spawnSync(process.execPath, ['-e', script], { cwd: root }).status === 0
  )
}

function reasonOf(said) {
  const missing = ['python3', 'make', 'g++'].filter((name) => spawnSync(name, ['--version']).error)
  if (/better-sqlite3|node-gyp/.test(said) && missing.length > 0)
    return `SQLite has to be compiled here, and ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing. On Debian or Ubuntu: apt-get install -y python3 make g++`
  if (/ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EAI_AGAIN/.test(said))
    return `The npm registry cannot be reached, so nothing can be installed.\n${tail(said)}`
  return `npm ci failed:\n${tail(said)}`
}

export const tail = (text, lines = 40) => text.trimEnd().split('\n').slice(-lines).join('\n')

/** Builds both parts, unless they were built from exactly these sources. */
export async function build() {
  const marker = path.join(root, 'dist/built.json')
  const hash = await sourcesHash()
  const before = await readFile(marker, 'utf8').catch(() => '{}')
  if (JSON.parse(before).hash === hash && existsSync(path.join(root, 'dist/server/main.js'))) return 'is up to date'
  try {
    await Promise.all([tool('vite', 'build'), tool('vite', 'build', '--config', 'vite.server.config.ts')])
  } catch (error) {
    throw new Error(`the build failed\n${tail(error.said ?? String(error))}`)
  }
  await mkdir(path.dirname(marker), { recursive: true })
  await writeFile(marker, JSON.stringify({ hash }))
}

/** One hash over everything that a build reads. */
async function sourcesHash() {
  const folders = await Promise.all(['client', 'server', 'shared'].map((folder) => filesUnder(path.join(root, folder))))
  const loose = ['package-lock.json', 'vite.config.ts', 'vite.server.config.ts', 'tsconfig.json'].map((file) => path.join(root, file))
  const files = [...folders.flat(), ...loose].sort()
  const contents = await Promise.all(files.map((file) => readFile(file)))
  const hash = createHash('sha256').update(process.versions.node)
  for (const [at, file] of files.entries()) hash.update(`\0${path.relative(root, file)}\0`).update(contents[at])
  return hash.digest('hex')
}

async function filesUnder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
}

/** The settings of a start from this folder: a new data folder on a machine of one's own gets the demo academy. */
export async function demoSettings(env = process.env) {
  const isLoopback = [undefined, '', '127.0.0.1', 'localhost', '::1'].includes(env.HOST)
  const folder = path.resolve(root, env.DATA_DIR || './data')
  const marker = path.join(folder, 'demo-academy')
  const isNew = !existsSync(folder) || (await readdir(folder)).length === 0
  const demo = env.DEMO || (isLoopback && (isNew || existsSync(marker)) ? 'on' : 'off')
  if (demo === 'on') {
    // Later starts know by this that the folder holds the demo academy.
    await mkdir(folder, { recursive: true })
    await writeFile(marker, 'This folder was begun by `npm start` with the demo academy in it.\n')
  }
  return { DATA_DIR: folder, DEMO: demo }
}

/** Ends with a sentence instead of a stack where the reason is known. */
export function fail(error) {
  if (!(error instanceof Missing)) console.error(error.said ? tail(error.said, 80) : error)
  process.exit(1)
}
