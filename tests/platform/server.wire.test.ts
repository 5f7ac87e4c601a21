import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { contract } from '../../shared/contract.ts'
import type { Endpoint } from '../../shared/endpoint.ts'
import { served } from '../../server/platform/http/serve.ts'
import { startServer } from '../kit/server.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

test('the probes say that the server lives and is ready', async () => {
  const guest = server.guest()
  expect((await guest.fetch('/healthz')).status).toBe(200)
  expect(await (await guest.fetch('/readyz')).json()).toEqual({ ready: true })
})

test('the metrics tell the delay of the event loop and the time of requests', async () => {
  await server.guest().fetch('/api/openapi.json')
  const text = await (await server.guest().fetch('/metrics')).text()
  expect(text).toContain('colloquy_nodejs_eventloop_lag_seconds')
  expect(text).toContain('colloquy_http_request_seconds_count')
})

test('what is not there reads as a problem with a code', async () => {
  const answer = await server.guest().fetch('/api/nothing-here')
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ code: 'request.unknown' })
})

test('every operation is described with who may ask, its problems and its largest body', async () => {
  const { paths } = (await (await server.guest().fetch('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, Record<string, unknown>>>
  }
  const operations = Object.values(paths).flatMap((path) => Object.values(path))
  expect(operations.length).toBeGreaterThan(0)
  for (const operation of operations) {
    expect(operation.summary).toMatch(/\.$/)
    expect(operation['x-problems']).toContain('request.shape')
    expect(operation['x-max-bytes']).toBeGreaterThan(0)
  }
})

test('everything the contract names is served, and nothing else', () => {
  const names = (endpoints: readonly Endpoint[]) => [...new Set(endpoints.map(({ method, path }) => `${method} ${path}`))].sort()
  expect(names(served)).toEqual(names(contract))
  expect(names(contract)).toHaveLength(contract.length)
})

test('a request to open a socket that nobody offers is closed', async () => {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/elsewhere`)
  const failure = await new Promise<Error>((resolve) => socket.once('error', resolve))
  expect(failure.message).toMatch(/hang up|closed|socket/i)
})
