import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { peers } from './peers/peers.mjs'
import { median } from './proc.mjs'
import { plot, tableOf } from './report.mjs'
import { killed } from './scenarios/kill.mjs'
import { acknowledgement, fanOut, growth, manyCourses } from './scenarios/live.mjs'
import { memory } from './scenarios/memory.mjs'
import { catchUp, coldOpen, storm } from './scenarios/open.mjs'
import { typing } from './scenarios/typing.mjs'
import { warmUp } from './scenarios/warm-up.mjs'

// Every server is a child process, driven by the same clients over loopback, in rounds that take turns, so that a
// machine that slows down slows all of them down. What `npm run bench` takes is told in README.md.

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]
}
const rounds = Number(option('rounds', '3'))
const only = option('only', '').split(',')
const chosen = option('peers', peers.map(({ name }) => name).join(',')).split(',')
const trace = option('trace', null)

const scenarios = [
  fanOut([2, 10, 50, 100, 200]),
  manyCourses(50, 4),
  storm(500),
  catchUp(10_000),
  acknowledgement(),
  growth(4000, [1, 4, 16]),
  memory({ courses: 1000, sockets: 1000 }),
  coldOpen(260_000),
  ...(trace ? [coldOpen(0, trace)] : []),
  killed(20),
  typing(),
].filter(({ name }) => only.some((words) => name.includes(words)))

/** One server of one peer goes through one scenario. Returns its figures by name. */
async function runOnce(scenario, peer) {
  const server = await peer.open()
  try {
    await warmUp(server)
    return await scenario.run(server)
  } finally {
    await server.stop()
  }
}

const rows = []
for (const scenario of scenarios) {
  const found = new Map() // figure → peer → one number a round
  for (let round = 0; round < Math.min(rounds, scenario.mostRounds ?? rounds); round++)
    for (const peer of peers) {
      if (!chosen.includes(peer.name) || (scenario.only && scenario.only !== peer.name)) continue
      try {
        const figures = await runOnce(scenario, peer)
        const words = Object.entries(figures).map(([name, figure]) => `${name} ${figure.toFixed(2)}`)
        console.error(`${scenario.name} · ${peer.name} · round ${round + 1}: ${words.join(', ')}`)
        for (const [name, figure] of Object.entries(figures)) {
          const all = found.get(name) ?? new Map()
          found.set(name, all.set(peer.name, [...(all.get(peer.name) ?? []), figure]))
        }
      } catch (error) {
        console.error(`${scenario.name} · ${peer.name} · round ${round + 1} failed: ${error.message}`)
      }
    }
  for (const [name, all] of found) rows.push({ name, medians: new Map([...all].map(([peer, figures]) => [peer, median(figures)])) })
}

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'results')
mkdirSync(folder, { recursive: true })
const names = peers.map(({ name }) => name).filter((name) => chosen.includes(name))
const text = tableOf(rows, names, rounds)
writeFileSync(path.join(folder, 'bench.md'), text)
writeFileSync(path.join(folder, 'bench.svg'), plot(rows, names))
console.log(text)
