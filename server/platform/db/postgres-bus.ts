import { Client } from 'pg'
import { second } from '../../../shared/time.ts'
import { type Bus, localBus } from '../bus.ts'
import type { Log } from '../log.ts'

const channel = 'colloquy'
const againMs = second

/**
 * Rings on every server that shares the database at `url`, by PostgreSQL's NOTIFY.
 *
 * On a connection of its own that waits for no disk: a NOTIFY inside a transaction that does would hold up all others.
 * While the connection is gone bells ring here alone; when it is back, `missed` is rung, for nobody knows what was.
 */
export async function postgresBus(url: string, log: Log): Promise<Bus> {
  const local = localBus()
  const me = crypto.randomUUID()
  let client: Client | undefined
  let again: NodeJS.Timeout | undefined
  let closed = false
  let waiting: string[] = []
  let isSending = false

  async function connect() {
    const opening = new Client({ connectionString: url, keepAlive: true })
    opening.on('error', () => {}) // 'end' follows
    opening.on('end', () => comeBack(opening))
    opening.on('notification', ({ payload }) => {
      const { from, bell, word } = JSON.parse(payload ?? '{}') as { from: string; bell: string; word: string } // only we ring this channel
      if (from !== me) local.ring(bell, word)
    })
    await opening.connect()
    await opening.query(`set synchronous_commit = off; listen ${channel}`)
    if (closed) await opening.end()
    else client = opening
  }

  function comeBack(gone: Client) {
    if (client === gone) client = undefined
    if (closed || client) return
    again ??= setTimeout(() => {
      again = undefined
      connect().then(
        () => local.ring('missed', ''),
        (error: unknown) => {
          log.warn({ err: error }, 'other servers are not heard')
          comeBack(gone)
        },
      )
    }, againMs).unref()
  }

  /** What rings in one turn, or while the last was on its way, goes out together. */
  async function send() {
    if (isSending) return
    isSending = true
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) {
      const notes = waiting
      waiting = []
      await client
        ?.query('select pg_notify($1, note) from unnest($2::text[]) as note', [channel, notes])
        .catch((error: unknown) => log.warn({ err: error }, 'other servers were not told'))
    }
    isSending = false
  }

  await connect()
  return {
    ring(bell, word) {
      local.ring(bell, word)
      waiting.push(JSON.stringify({ from: me, bell, word }))
      void send()
    },
    on: local.on,
    async close() {
      closed = true
      clearTimeout(again)
      await client?.end()
    },
  }
}
