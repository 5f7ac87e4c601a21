import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A mail server that keeps what it takes. `refuses`: so many letters it does not take first, as one does that is busy. */
export async function startMailServer() {
  const letters: string[] = []
  const state = { refuses: 0, tries: 0 }
  const server = createServer((socket) => converse(socket, letters, state))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // listening on a port
  return {
    url: `smtp://127.0.0.1:${port}`,
    /** As they came over the wire, headers and all, decoded where it was quoted-printable. */
    letters,
    state,
    close: async () => void (await new Promise((done) => server.close(done))),
  }
}

/** The little of SMTP (RFC 5321) that a letter needs. */
function converse(socket: Socket, letters: string[], state: { refuses: number; tries: number }) {
  const say = (line: string) => socket.write(`${line}\r\n`)
  let heard = ''
  let isData = false
  socket.setEncoding('utf8').on('error', () => {})
  say('220 ready')
  socket.on('data', (chunk: string) => {
    heard += chunk
    for (;;) {
      const end = heard.indexOf(isData ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const part = heard.slice(0, end)
      heard = heard.slice(end + (isData ? 5 : 2))
      if (isData) {
        isData = false
        state.tries++
        if (state.refuses-- > 0) say('451 try again later')
        else {
          letters.push(decoded(part))
          say('250 taken')
        }
      } else if (/^DATA/i.test(part)) {
        isData = true
        say('354 go on')
      } else if (/^QUIT/i.test(part)) {
        say('221 bye')
        socket.end()
      } else say('250 fine')
    }
  })
}

function decoded(letter: string): string {
  if (!/quoted-printable/i.test(letter)) return letter
  const joined = letter.replace(/=\r\n/g, '')
  return joined.replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'))
}
