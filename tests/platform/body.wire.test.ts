import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer } from '../kit/server.ts'

// Bodies that come in pieces, without a length that could be checked beforehand.

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer({ demo: true })
})
afterAll(() => server.close())

async function sendInPieces(cookie: string, pieces: string[]): Promise<{ status: number; code: string }> {
  const { url } = server
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}/api/courses`,
      { method: 'POST', headers: { cookie, origin: url, 'content-type': 'application/json', 'transfer-encoding': 'chunked' } },
      (answer) => {
        let text = ''
        answer.on('data', (part: Buffer) => (text += part.toString()))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, code: (JSON.parse(text) as { code: string }).code }))
      },
    )
    sent.on('error', reject)
    for (const piece of pieces) sent.write(piece)
    sent.end()
  })
}

test('a body in pieces is read whole, and is refused once it is too large', async () => {
  const { cookie } = await server.signIn('ana@demo.test')
  expect(await sendInPieces(cookie, ['{"groupId":', '"no-such-group",', '"title":"T"}'])).toMatchObject({ status: 404 })
  expect(await sendInPieces(cookie, ['{"title":"', 'x'.repeat(400_000), '"}'])).toEqual({ status: 413, code: 'request.tooLarge' })
})
