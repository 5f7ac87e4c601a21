import { untrack } from 'solid-js'
import type { z } from 'zod'
import type { Endpoint } from '../../shared/endpoint.ts'
import { Problem, type ProblemKind, statusOf } from '../../shared/problem.ts'
import { language } from './text.ts'

/** The request never reached the server, or its answer never came back. */
export class Offline extends Error {}

let signedOut = () => {}

/** Calls `listener` whenever the server answers that it does not know who asks. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener
}

const kindOf = (status: number) => (Object.entries(statusOf).find(([, its]) => its === status)?.[0] ?? 'unavailable') as ProblemKind

/** Asks the server one endpoint. Throws a Problem when the server says no, and Offline when there is no answer. */
export async function ask<In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  input?: z.input<In>,
  body?: Blob | ArrayBuffer | Uint8Array<ArrayBuffer>,
  options: { signal?: AbortSignal } = {},
): Promise<z.output<Out>> {
  const rest: Record<string, unknown> = { ...(input as object) }
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(rest[name])
    delete rest[name]
    return encodeURIComponent(value)
  })
  const inQuery = endpoint.body === 'bytes' || endpoint.method === 'GET' || endpoint.method === 'DELETE'
  const query = inQuery
    ? new URLSearchParams(
        Object.entries(rest)
          .filter(([, value]) => value !== undefined)
          .map(([key, value]) => [key, String(value)]),
      ).toString()
    : ''
  const answer = await fetch(`/api${path}${query && `?${query}`}`, {
    method: endpoint.method,
    ...(body ? { body } : !inQuery && { body: JSON.stringify(rest) }),
    headers: {
      // The language chosen here, which may not be the browser's: letters are written in it.
      'accept-language': untrack(language),
      ...((body || !inQuery) && { 'content-type': `application/${body ? 'octet-stream' : 'json'}` }),
    },
    ...(options.signal && { signal: options.signal }),
  }).catch((error: unknown) => {
    if (options.signal?.aborted) throw error
    throw new Offline('You are offline, or the server does not answer.')
  })
  if (!answer.ok) {
    const said = (await answer.json().catch(() => ({}))) as { code?: string; message?: string; details?: Record<string, unknown> }
    if (answer.status === statusOf.signedOut) signedOut()
    throw new Problem(
      kindOf(answer.status),
      said.code ?? 'server.defect',
      said.message ?? 'Something went wrong on our side.',
      said.details,
    )
  }
  return (await answer.json()) as z.output<Out> // the server lets out only what this contract names
}
