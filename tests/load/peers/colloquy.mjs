import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as Y from 'yjs'
import { RawClient } from '../raw-client.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')

/** Ours, as built: every permission check on, durable before acknowledged; only the caps on load are lifted. */
export async function openColloquy(start) {
  const server = await start([path.join(root, 'dist/server/main.js')], (dir) => ({
    DATA_DIR: dir,
    DEMO: 'on',
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
    LIMIT_SOCKETS_PER_PERSON: '0',
    LIMIT_SOCKETS_PER_COURSE: '0',
    LIMIT_CLIENT_IDS_PER_DAY: '0',
    LIMIT_BYTES_PER_SECOND: '0',
    // One person's key opens all sockets of the bench.
    LIMIT_CPU_MS_PER_SECOND: '0',
    LIMIT_SIGN_INS: '0',
    LIMIT_COMMENTS_PER_HOUR: '0',
  }))
  const base = `http://127.0.0.1:${server.port}`
  const signIn = await fetch(`${base}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ email: 'ana@demo.test', password: 'colloquy-demo' }),
  })
  if (!signIn.ok) throw new Error(`signing in answered ${signIn.status}`)
  const cookie = signIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const ask = async (method, where, body) => {
    const answer = await fetch(`${base}/api${where}`, {
      method,
      headers: { cookie, origin: base, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${where} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  const { token } = await ask('POST', '/tokens', { name: 'bench' })
  const groups = await ask('GET', '/groups')
  const sales = groups.items.find((group) => group.name === 'Sales')
  const url = (course) => `ws://127.0.0.1:${server.port}/collab/${course.id}?token=${token}&v=1&app=bench&schema=1`

  /** The lesson that every new course is born with. */
  const firstLesson = async (course) => {
    const client = await new RawClient(url(course), course.id).open()
    const doc = new Y.Doc()
    Y.applyUpdate(doc, client.state)
    client.close()
    for (const [id, node] of doc.getMap('outline')) if (node.get('kind') === 'lesson') return id
    throw new Error('a new course has no lesson')
  }
  return Object.assign(server, {
    name: 'colloquy',
    dialect: 'y-websocket',
    durable: true,
    acknowledges: true,
    url,
    base,
    ask,
    async courses(n) {
      const made = []
      for (let i = 0; i < n; i++) {
        const { id } = await ask('POST', '/courses', { groupId: sales.id, title: `Bench ${i}` })
        made.push({ id, lesson: await firstLesson({ id }) })
      }
      return made
    },
  })
}
