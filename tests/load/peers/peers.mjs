import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openColloquy } from './colloquy.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)
const yWebsocket = path.join(path.dirname(require.resolve('y-websocket/package.json')), 'bin/server.cjs')

export const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

/** Starts a server as a child process and waits until its port answers. */
async function start(command, env) {
  const port = await freePort()
  const dir = mkdtempSync(path.join(tmpdir(), 'bench-'))
  const launch = async () => {
    const child = spawn(process.execPath, ['--require', path.join(here, 'probe.cjs'), ...command], {
      env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', ...env(dir) },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    for (let tries = 0; tries < 200; tries++) {
      if (child.exitCode !== null) throw new Error(`${command.at(-1)} ended with ${child.exitCode}`)
      if (
        await fetch(`http://127.0.0.1:${port}/healthz`).then(
          () => true,
          () => false,
        )
      )
        return child
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`${command.at(-1)} did not start`)
  }
  let child = await launch()
  return {
    port,
    get pid() {
      return child.pid
    },
    /** kill -9 and start again on the same data. */
    async restart(signal = 'SIGKILL') {
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
      child = await launch()
    },
    async stop() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Peers that know no rights and make a document of any name when it is asked for. */
const openPeer = (name, dialect, command, env, durable) => ({
  name,
  async open() {
    const server = await start(command, env)
    return Object.assign(server, {
      name,
      dialect,
      durable,
      courses: async (n) =>
        Array.from({ length: n }, (_, i) => ({ id: `course-${Math.random().toString(36).slice(2)}-${i}`, lesson: 'bench' })),
      url: (course) => `ws://127.0.0.1:${server.port}/${course.id}`,
    })
  },
})

export const peers = [
  { name: 'colloquy', open: () => openColloquy(start) },
  openPeer('hocuspocus', 'hocuspocus', [path.join(here, 'hocuspocus.mjs')], (dir) => ({ DATABASE: path.join(dir, 'db.sqlite') }), true),
  openPeer('y-websocket', 'y-websocket', [yWebsocket], () => ({}), false),
  openPeer('y-leveldb', 'y-websocket', [yWebsocket], (dir) => ({ YPERSISTENCE: dir }), true),
  openPeer('relay', 'y-websocket', [path.join(here, 'relay.mjs')], () => ({}), false),
]
