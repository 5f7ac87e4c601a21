import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { z } from 'zod'
import { listen } from '../../server/listen.ts'
import { readConfig } from '../../server/platform/config.ts'
import { openLog } from '../../server/platform/log.ts'
import { root } from '../../server/platform/root.ts'
import type { Endpoint } from '../../shared/endpoint.ts'
import { Problem, type ProblemKind, statusOf } from '../../shared/problem.ts'
import { freshDatabase } from './database.ts'

// Servers for tests: in this process (services within reach), or the built program as a child that can be killed.

export const demoPassword = 'colloquy-demo'

type Options = {
  /** With the demo people and their groups in it; `academy`: with their courses too, which takes a second. */
  demo?: boolean | 'academy'
  /** Settings over the kit's: no sign-in limit, a quiet log, a port of the system's choosing. */
  env?: Record<string, string>
}

/** A server of its own for one test file, on a fresh database and a port of its own. `close` takes everything away. */
export async function startServer({ demo = false, env = {} }: Options = {}) {
  const { url: databaseUrl, dataDir, drop } = await freshDatabase()
  const config = readConfig({ ...settings(demo), DATA_DIR: dataDir, DATABASE_URL: databaseUrl, ...env })
  const running = await listen(config, openLog(config.logLevel))
  const { url } = running
  return {
    url,
    dataDir,
    databaseUrl,
    app: running.app,
    services: running.app.services,
    connection: running.app.connection,
    /** Signs in and returns who then asks. */
    signIn: (email: string, password = demoPassword) => signIn(url, email, password),
    /** Asks as nobody. */
    guest: () => asker(url, {}),
    async close() {
      await running.stop()
      await drop()
    },
  }
}

/** The built program (`npm run build`) as a process of its own, for kill -9 and for browsers. Its data outlives a kill. */
export async function startBuiltServer({ demo = false, env = {} }: Options = {}) {
  const { url: databaseUrl, dataDir, drop } = await freshDatabase()
  let program = await launch({ ...settings(demo), DATA_DIR: dataDir, ...(databaseUrl && { DATABASE_URL: databaseUrl }), ...env })
  // A restart keeps the address, as an operator's would.
  const port = new URL(program.url).port
  const again = { ...program.env, PORT: port }
  return {
    url: program.url,
    dataDir,
    databaseUrl,
    signIn: (email: string, password = demoPassword) => signIn(program.url, email, password),
    guest: () => asker(program.url, {}),
    /** Ends it at once, as a power cut would. */
    kill: () => program.end('SIGKILL'),
    /** Asks it to stop; resolves with its exit code. */
    stop: () => program.end('SIGTERM'),
    /** Starts it again on the same data and port, with other settings for this once where some are given. */
    async restart(settings: Record<string, string> = {}) {
      await program.end('SIGTERM')
      program = await launch({ ...again, ...settings })
    },
    /** The process as it is now: another one after a restart. */
    pid: () => program.pid,
    /** All that it has said on standard error. */
    said: () => program.said(),
    async close() {
      await program.end('SIGTERM')
      await drop()
    },
  }
}

const settings = (demo: boolean | 'academy') => ({
  PORT: '0',
  HOST: '127.0.0.1',
  LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
  LIMIT_SIGN_INS: '0',
  DEMO: demo === 'academy' ? 'on' : demo ? 'people' : 'off',
})

async function launch(env: Record<string, string>) {
  // The address is read off the log, so the log must speak at least that loudly.
  const child = spawn(process.execPath, [path.join(root, 'dist/server/main.js')], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const lines: string[] = []
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stderr).on('line', (line) => {
      lines.push(line)
      const address = /"url":"([^"]+)".*"msg":"ready"/.exec(line)?.[1]
      if (address) resolve(address)
    })
    child.once('error', reject)
    void ended.then(([code]) => reject(new Error(`The server ended with ${code} before it was ready:\n${lines.join('\n')}`)))
  })
  return {
    url,
    env,
    pid: child.pid,
    said: () => lines.join('\n'),
    async end(signal: NodeJS.Signals) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      const [code] = await ended
      return code
    },
  }
}

/** Signs in at `url` and returns who then asks. */
async function signIn(url: string, email: string, password: string) {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  })
  if (!answer.ok) throw new Error(`${email} cannot sign in: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return asker(url, { cookie, origin: url })
}

/** Somebody who asks the server at `url`: with a session cookie, a token, or nothing. */
export function asker(url: string, headers: Record<string, string>) {
  const request = (place: string, init: RequestInit = {}) =>
    fetch(`${url}${place}`, { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } })
  return {
    url,
    headers,
    cookie: headers.cookie ?? '',
    /** A bare request, for what no contract describes or for breaking one. */
    fetch: request,
    /** Asks one endpoint; throws the Problem that the server answers with. */
    ask<In extends z.ZodType, Out extends z.ZodType>(
      endpoint: Endpoint<In, Out>,
      input?: z.input<In>,
      body?: Uint8Array,
    ): Promise<z.output<Out>> {
      const answer = answerTo<z.output<Out>>(request(...requestOf(endpoint, { ...(input as object) }, body)))
      // A test may ask several things at once and look at the answers one by one: a "no" that waits is no accident.
      answer.catch(() => undefined)
      return answer
    },
  }
}

async function answerTo<Out>(asked: Promise<Response>): Promise<Out> {
  const answer = await asked
  if (!answer.ok) throw await problemOf(answer)
  return (await answer.json()) as Out // the server lets out only what the contract names
}
export type Asker = ReturnType<typeof asker>

/** The request by which an endpoint is asked. */
export function requestOf(endpoint: Endpoint, input: Record<string, unknown>, body?: Uint8Array): [string, RequestInit] {
  const rest = { ...input }
  const place = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(rest[name])
    delete rest[name]
    return encodeURIComponent(value)
  })
  const { method } = endpoint
  if (endpoint.body === 'json' && method !== 'GET' && method !== 'DELETE')
    return [`/api${place}`, { method, body: JSON.stringify(rest), headers: { 'content-type': 'application/json' } }]
  const query = new URLSearchParams(
    Object.entries(rest).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ).toString()
  // A view of a Node buffer would send its whole pool; a copy sends just these bytes.
  return [
    `/api${place}${query && `?${query}`}`,
    { method, ...(body && { body: new Uint8Array(body), headers: { 'content-type': 'application/octet-stream' } }) },
  ]
}

async function problemOf(answer: Response) {
  const text = await answer.text()
  const kind = (Object.entries(statusOf).find(([, status]) => status === answer.status)?.[0] ?? 'defect') as ProblemKind
  try {
    const { code, message, details } = JSON.parse(text) as { code: string; message: string; details?: Record<string, unknown> }
    return new Problem(kind, code, message, details)
  } catch {
    return new Error(`${answer.status} ${text.slice(0, 300)}`)
  }
}
