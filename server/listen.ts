import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { type OpenApp, openApp } from './app.ts'
import type { Config } from './platform/config.ts'
import type { Log } from './platform/log.ts'

// Slow senders may not hold a connection for long; an upload of the largest size still fits a slow line.
const timeouts = { headersTimeout: 15_000, requestTimeout: 300_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5_000 }

/** Answers what belongs to the browser's part while developing. The built part is served by the application itself. */
export type Pages = (
  server: Server,
) => Promise<{ handle: (request: IncomingMessage, response: ServerResponse) => void; close: () => Promise<void> }>

/** One port for pages, API and sockets. `url` is the address on this machine; with port 0 the system chooses one. */
export async function listen(config: Config, log: Log, pages?: Pages) {
  const app = await openApp(config, log)
  const server = createServer({ ...timeouts, maxHeaderSize: 16 * 1024 })
  const developed = await pages?.(server)
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  server.on('request', (request, response) => {
    if (developed && !isServers(request.url ?? '')) developed.handle(request, response)
    else void answer(request, response)
  })
  const upgrades = passUpgrades(server, app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  const { address, port, family } = server.address() as AddressInfo // a TCP server has one
  return {
    app,
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    /** Orderly: not ready, no new sockets, what came is stored, sockets close with 1012, answers end, files close. */
    async stop() {
      upgrades.refuse()
      await app.drain()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      // Whoever still reads an answer gets a moment; then the line is cut.
      const cut = setTimeout(() => server.closeAllConnections(), 3000)
      await closed
      clearTimeout(cut)
      await developed?.close()
      await app.close()
    },
  }
}
export type Listening = Awaited<ReturnType<typeof listen>>

/** While developing, everything else is answered by the bundler. */
const isServers = (url: string) => /^\/(api|collab|demo|dev|healthz|readyz|metrics)(\/|\?|$)/.test(url)

/** Hands requests for a socket to the application until told to refuse them. */
function passUpgrades(server: Server, app: OpenApp) {
  let refusing = false
  server.on('upgrade', (request, socket, head) => {
    // A line that breaks in mid-handshake is the other side's matter.
    socket.on('error', () => socket.destroy())
    if (isServers(request.url ?? '')) {
      if (refusing) socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n')
      else app.upgrade(request, socket, head)
      return
    }
    // While developing, the bundler listens here too, for its hot reload.
    if (server.listenerCount('upgrade') === 1) socket.destroy()
  })
  return {
    refuse() {
      refusing = true
    },
  }
}
