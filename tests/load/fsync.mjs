// Shows that what is acknowledged was flushed to the disk before: two authors type, and `strace` writes down in which
// order the server writes, flushes and sends. Linux with strace only: `node tests/load/fsync.mjs`, after `npm run build`.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { peers } from './peers/peers.mjs'
import { sleep } from './proc.mjs'
import { RawClient } from './raw-client.mjs'
import { Typist } from './typist.mjs'

const keys = 300
const watched = 'fsync,fdatasync,pwrite64,write,writev'

/** A whole small frame whose message begins with 64, "saved", as strace prints bytes. */
const savedWord = /\\x82\\x[0-7][0-9a-f]\\x40/g

const server = await peers.find(({ name }) => name === 'colloquy').open()
const folder = mkdtempSync(path.join(tmpdir(), 'fsync-'))
try {
  const [course] = await server.courses(1)
  const authors = []
  for (let n = 0; n < 2; n++) {
    const client = await new RawClient(server.url(course), course.id, server.dialect).open()
    const typist = new Typist(course.lesson)
    client.send(typist.begin())
    authors.push({ client, typist })
  }
  await sleep(1000)

  const file = path.join(folder, 'trace')
  const strace = spawn('strace', ['-f', '-e', `trace=${watched}`, '-xx', '-s', '4096', '-o', file, '-p', String(server.pid)], {
    stdio: 'ignore',
  })
  await sleep(1500)
  const [first, second] = authors
  for (let n = 0; n < keys; n++) {
    const saved = new Promise((resolve) => (first.client.onSaved = resolve))
    first.client.send(first.typist.key().update)
    if (n % 3 === 0) second.client.send(second.typist.key().update)
    await saved
    await sleep(n % 2 ? 3 : 25)
  }
  await sleep(300)
  strace.kill('SIGINT')
  await once(strace, 'exit')

  const found = { said: 0, unflushed: 0, flushes: 0 }
  let written = 0
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.includes('pwrite64(')) written++
    else if (/ f(data)?sync\(.*= 0/.test(line)) {
      found.flushes++
      written = 0
    } else {
      const words = line.match(savedWord)?.length ?? 0
      found.said += words
      if (written > 0 || found.flushes === 0) found.unflushed += words
    }
  }
  console.log(
    `"saved" was said ${found.said} times, after ${found.flushes} flushes; ${found.unflushed} times something was not flushed yet`,
  )
  process.exitCode = found.said >= keys && found.unflushed === 0 ? 0 : 1
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
