// `npm test`: installs what is missing, then everything that must hold. A line per step with its time, and a last line
// that counts the tests of all runs. `npm test -- unit wire` runs those steps only.

import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { findChromium } from './chromium.mjs'
import { build, checkNode, fail, install, root, run, step, tail, tool } from './steps.mjs'

const total = { passed: 0, failed: 0, skipped: 0 }
const wanted = process.argv.slice(2)
const results = path.join(root, 'dist/test')

/** One step of the suite. A failing one is told whole, counts as one failure, and lets the others go on. */
async function check(name, work) {
  if (wanted.length > 0 && !wanted.includes(name)) return
  try {
    await step(name, work)
  } catch (error) {
    if (!error.counted) total.failed += 1
    console.log(tail(error.said ?? error.stack ?? String(error), 300))
  }
}

/** Runs projects of vitest.config.ts and counts what they report. */
async function tests(name, projects) {
  const report = path.join(results, `${name}.json`)
  await rm(report, { force: true })
  const args = [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const failure = await tool('vitest', ...args).then(
    () => undefined,
    (error) => error,
  )
  const counted = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'))
  const { numPassedTests: passed = 0, numFailedTests: failed = 0, numPendingTests: pending = 0, numTodoTests: todo = 0 } = counted
  total.passed += passed
  total.failed += failed
  total.skipped += pending + todo
  for (const title of skippedIn(counted)) console.log(`  skipped: ${title}`)
  if (failure)
    throw Object.assign(failure, { message: failed > 0 ? `${failed} failed` : 'a file of tests could not run', counted: failed > 0 })
  if (passed + failed === 0) throw new Error('no test ran')
  return `${passed} passed${pending + todo > 0 ? `, ${pending + todo} skipped` : ''}`
}

const skippedIn = (report) =>
  (report.testResults ?? []).flatMap((file) =>
    file.assertionResults.filter(({ status }) => status === 'pending' || status === 'skipped').map(({ fullName }) => fullName),
  )

try {
  await step('node', checkNode)
  await step('packages', install)
  if (wanted.length === 0 || wanted.includes('journeys')) {
    // The kit starts the browser that was found here.
    process.env.CHROMIUM_PATH = await step('chromium', findChromium)
  }
} catch (error) {
  fail(error)
}
await mkdir(results, { recursive: true })

await check('format', () => tool('oxfmt', '--check', '.').then(() => ''))
await check('types', () => tool('tsc', '--noEmit').then(() => ''))
await check('lint', () => tool('oxlint', '--type-aware', '--deny-warnings').then(() => ''))
await check('migrations', () => run(process.execPath, [path.join(root, 'tools/migrations.mjs'), '--check']).then(() => ''))
await check('build', build)
await check('house', () => tests('house', ['house']))
await check('unit', () => tests('unit', ['unit', 'client']))
await check('store', () => tests('store', ['store-sqlite', 'store-postgres']))
await check('wire', () => tests('wire', ['wire']))
await check('journeys', () => tests('journeys', ['journeys']))

console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
process.exit(total.failed > 0 ? 1 : 0)
