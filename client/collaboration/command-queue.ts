import type { z } from 'zod'
import type { Endpoint } from '../../shared/endpoint.ts'
import { Problem } from '../../shared/problem.ts'
import { Offline } from '../platform/api.ts'

type Input = Record<string, unknown>
type Ask = (endpoint: Endpoint, input: Input) => Promise<unknown>
/** A command on its way, as it is kept: its endpoint by method and path. */
type Kept = { method: string; path: string; input: Input }
/** `endpoint` is absent for what an earlier page kept, until it is looked up. */
type Waiting = { kept: Kept; endpoint?: Endpoint; resolve: (value: unknown) => void; reject: (error: unknown) => void }

type Tools = {
  ask: Ask
  /** All endpoints whose commands may have been kept by an earlier page. Asked only where one kept some. */
  endpoints: () => Promise<readonly Endpoint[]>
  load: () => string | null
  save: (kept: string | null) => void
  onChange: () => void
}

/**
 * Commands in their order, one at a time. Offline they wait on this device, over a reload too; the ids in them make a
 * second sending harmless.
 */
export function commandQueue({ ask, endpoints, load, save, onChange }: Tools) {
  const waiting: Waiting[] = restored(load()).map((kept) => ({ kept, resolve: () => {}, reject: () => {} }))
  let isSending = false

  function keep() {
    save(waiting.length > 0 ? JSON.stringify(waiting.map(({ kept }) => kept)) : null)
    onChange()
  }

  async function lookUp(kept: Kept): Promise<Endpoint | undefined> {
    const all = await endpoints().catch((error: unknown) =>
      Promise.reject(new Offline('This part cannot be fetched now.', { cause: error })),
    )
    return all.find(({ method, path }) => method === kept.method && path === kept.path)
  }

  async function send() {
    if (isSending) return
    isSending = true
    try {
      for (let next = waiting[0]; next; next = waiting[0]) {
        try {
          const endpoint = next.endpoint ?? (await lookUp(next.kept))
          if (!endpoint) throw new Problem('gone', 'command.gone', 'This program cannot do that any more. Reload the page.')
          next.resolve(await ask(endpoint, next.kept.input))
        } catch (error) {
          // Not answered, or signed out, or the server cannot store now: it waits, and is sent again.
          if (error instanceof Offline || (error instanceof Problem && (error.kind === 'signedOut' || error.kind === 'unavailable'))) return
          next.reject(error)
        }
        waiting.shift()
        keep()
      }
    } finally {
      isSending = false
    }
  }

  return {
    /** How many commands have not been answered. */
    get size() {
      return waiting.length
    },
    /** Resolves when the server did it, which may be after hours; rejects with its Problem. */
    put<In extends z.ZodType, Out extends z.ZodType>(endpoint: Endpoint<In, Out>, input: z.input<In>): Promise<z.output<Out>> {
      return new Promise((resolve, reject) => {
        const kept = { method: endpoint.method, path: endpoint.path, input: { ...(input as Input) } }
        waiting.push({ kept, endpoint, resolve: resolve as (value: unknown) => void, reject })
        keep()
        void send()
      })
    },
    /** Tries again what waits. */
    send: () => void send(),
  }
}
export type CommandQueue = ReturnType<typeof commandQueue>

function restored(text: string | null): Kept[] {
  try {
    return JSON.parse(text ?? '[]') as Kept[] // written by `keep`
  } catch {
    return []
  }
}
