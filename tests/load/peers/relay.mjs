import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

// The floor: passes every update on to the others of its room and knows nothing at all.
const rooms = new Map()
const server = createServer((_, response) => response.end('ok'))
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
const emptyStep2 = Buffer.from([0, 1, 2, 0, 0])
sockets.on('connection', (socket, request) => {
  const room = rooms.get(request.url) ?? new Set()
  rooms.set(request.url, room.add(socket))
  socket.on('message', (data) => {
    if (data[0] === 0 && data[1] === 0) return socket.send(emptyStep2)
    for (const other of room) if (other !== socket && other.readyState === 1) other.send(data)
  })
  socket.on('close', () => room.delete(socket))
  socket.on('error', () => {})
})
server.listen(Number(process.env.PORT), process.env.HOST)
