import { createCollabTicket } from './collaboration.ts'
import type { Endpoint } from './endpoint.ts'

/** Whether a key that may only read may ask this: what changes nothing, and a ticket for a socket, which only reads then too. */
export const isForReading = (endpoint: Endpoint): boolean =>
  endpoint.method === 'GET' || endpoint === (createCollabTicket as unknown as Endpoint) // compared as objects only
