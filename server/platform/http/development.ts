import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import path from 'node:path'
import type { UserConfig } from 'vite'
import { root } from '../root.ts'

/** Serves the browser's part from its sources, with hot reload over the same port. */
export async function developedPages(server: Server) {
  // Vite would load its configuration by way of a file that it writes and removes, which looks like a change to
  // `node --watch` and would start this program again and again.
  const config = (await import(path.join(root, 'vite.config.ts'))) as { default: UserConfig }
  const vite = await (
    await import('vite')
  ).createServer({
    ...config.default,
    configFile: false,
    root: path.join(root, 'client'),
    server: { middlewareMode: true, hmr: { server } },
    appType: 'spa',
  })
  return {
    handle: (request: IncomingMessage, response: ServerResponse) => vite.middlewares(request, response),
    close: () => vite.close(),
  }
}
