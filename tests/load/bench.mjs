import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { peers } from './peers/peers.mjs'
import { median } from './proc.mjs'
import { plot, tableOf } from './report.mjs'
import { killed } from './scenarios/kill.mjs'
import { acknowledgement, fanOut, growth, manyCourses } from './scenarios/live.mjs'
import { catchUp, coldOpen, memory, storm } from './scenarios/open.mjs'

// Every server is a child process, driven by the same clients over loopback, in rounds that take turns, so that a
// machine that slows down slows all of them down. Figures are medians; ratios are ours over theirs, in one run.
//
//   npm run bench                          everything
//   npm run bench -- --only fan-out        scenarios whose name contains these words
//   npm run bench -- --peers colloquy,relay --rounds 5 --trace FILE

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]
}
const rounds = Number(option('rounds', '3'))
const only = option('only', '')
const chosen = option('peers', peers.map((peer) => peer.name).join(',')).split(',')
const trace = option('trace', null)

const scenarios = [
  ...[2, 10, 50, 100, 200].map(fanOut),
  manyCourses(50, 4),
  coldOpen(50_000),
  coldOpen(260_000),
  ...(trace ? [coldOpen(0, trace)] : []),
  memory(200),
  catchUp(10_000),
  storm(500),
  killed(20),
  acknowledgement(0.5),
  acknowledgement(0.99),
  growth(2_000),
  growth(8_000),
  growth(32_000),
].filter((scenario) => scenario.name.includes(only))

const rows = []
for (const scenario of scenarios) {
  const found = new Map()
  for (let round = 0; round < rounds; round++)
    for (const peer of peers) {
      if (!chosen.includes(peer.name) || (scenario.only && scenario.only !== peer.name)) continue
      const server = await peer.open()
      try {
        const figures = [await scenario.run(server)].flat()
        found.set(peer.name, [...(found.get(peer.name) ?? []), figures])
        console.error(`${scenario.name} · ${peer.name} · round ${round + 1}: ${figures.map((figure) => figure.toFixed(1)).join(', ')}`)
      } catch (error) {
        console.error(`${scenario.name} · ${peer.name} · round ${round + 1}: ${error.message}`)
      } finally {
        await server.stop()
      }
    }
  for (const [i, unit] of (scenario.figures ?? [scenario.unit]).entries()) {
    const medians = new Map([...found].map(([name, all]) => [name, median(all.map((figures) => figures[i]))]))
    rows.push({ scenario: scenario.name, unit, medians })
  }
}

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'results')
mkdirSync(folder, { recursive: true })
const text = tableOf(rows, chosen, rounds)
writeFileSync(path.join(folder, 'bench.md'), text)
writeFileSync(path.join(folder, 'bench.svg'), plot(rows, chosen))
console.log(text)
