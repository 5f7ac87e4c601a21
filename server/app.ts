import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { localBus } from './platform/bus.ts'
import type { Config } from './platform/config.ts'
import { openDatabase } from './platform/db/database.ts'
import { openEvents } from './platform/events/events.ts'
import { closeApi, openHttp } from './platform/http/app.ts'
import type { Log } from './platform/log.ts'

/** The whole server but its port: rooms in call order, each given the services of those before it. */
export async function openApp(config: Config, log: Log) {
  const connection = await openDatabase(config.databaseUrl, config.dataDir)
  const { db } = connection
  const events = openEvents(db, log)
  const bus = localBus()
  const app = openHttp({ log, appUrl: config.appUrl, authenticate: async () => null })
  closeApi(app)
  void bus

  return {
    fetch: (request: Request) => app.fetch(request),
    upgrade(_request: IncomingMessage, socket: Duplex, _head: Buffer) {
      socket.destroy()
    },
    connection,
    services: {},
    async close() {
      await events.close()
      await connection.close()
    },
  }
}
export type OpenApp = Awaited<ReturnType<typeof openApp>>
