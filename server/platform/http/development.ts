import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import path from 'node:path'
import { root } from '../root.ts'

/** Serves the browser's part from its sources, with hot reload over the same port. */
export async function developedPages(server: Server) {
  const vite = await (await import('vite')).createServer({
    configFile: path.join(root, 'vite.config.ts'),
    server: { middlewareMode: true, hmr: { server } },
    appType: 'spa',
  })
  return {
    handle: (request: IncomingMessage, response: ServerResponse) => vite.middlewares(request, response),
    close: () => vite.close(),
  }
}
