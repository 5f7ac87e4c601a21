// The plan of the house (docs/architecture.md): who may know whom.

/** Server rooms in call order: a room calls the services of rooms above it, and hears of those below through events. */
export const rooms = [
  'auth',
  'people',
  'groups',
  'courses',
  'files',
  'bank',
  'embeds',
  'links',
  'invitations',
  'collaboration',
  'history',
  'comments',
  'suggestions',
  'review',
  'publishing',
  'play',
  'assessment',
  'flags',
  'reactions',
  'forums',
  'chat',
  'needs',
  'coaching',
  'live-events',
  'notifications',
  'inbox',
  'recognition',
  'reports',
  'interop',
  'templates',
  'admin',
  'demo',
]

const serverFloors = ['tables', 'store', 'service', 'door']
const clientFloors = [['platform'], ['ui'], ['editor', 'player'], ['room'], ['screens'], ['main']]

type Place = { side: string; room: string; name: string; file: string }

/** Where a file lives, read off its path alone. Files at the top of a side put the rooms together. */
function place(file: string): Place {
  const [side = '', room = '', name = ''] = file.replace(/\.tsx?$/, '').split('/')
  return name ? { side, room, name, file } : { side, room: 'main', name: room, file }
}

/** Why `from` may not import `to`, or nothing when it may. `to` is a path from the root, or the name of a package. */
export function objection(from: string, to: string): string | undefined {
  if (!/^(server|client|shared|tests)\//.test(to)) return ofPackage(place(from), to)
  const a = place(from)
  const b = place(to)
  if (a.side === 'tests') return undefined
  if (b.side === 'tests') return 'product code imports a test'
  if (b.side === 'shared') return undefined
  if (a.side !== b.side) return `${a.side}/ never imports ${b.side}/: put what both need into shared/`
  if (a.room === 'main') return undefined
  if (b.room === 'main') return 'what puts the rooms together lies above them'
  return a.side === 'server' ? onServer(a, b) : onClient(a.room, b.room)
}

function onServer(a: Place, b: Place) {
  if (b.room === 'platform') return undefined
  if (a.room === 'platform') return 'platform/ lies below every room'
  if (a.room === b.room) return insideRoom(a.name, b.name)
  if (!rooms.includes(a.room)) return `${a.room}/ is no room of tests/house/rooms.ts`
  if (b.name !== 'service') return `enter ${b.room}/ by its service`
  return rooms.indexOf(b.room) < rooms.indexOf(a.room) ? undefined : `${a.room}/ may not call ${b.room}/: listen to its events`
}

function insideRoom(from: string, to: string) {
  const floor = (name: string) => (serverFloors.includes(name) ? serverFloors.indexOf(name) : -1)
  const [a, b] = [doors.test(from) ? 3 : floor(from), doors.test(to) ? 3 : floor(to)]
  // A file of its own name is a part of the room's inside, which the service uses; it knows no floor above the store.
  if (a === -1) return b === 3 ? `${from} never imports ${to}` : undefined
  if (b === -1) return undefined
  if (b > a) return `${from} never imports ${to}`
  if (a === 3 && b < 2) return `${from} asks the service, not the ${to}`
  return undefined
}
const doors = /^(routes|socket|listeners|jobs)$/

function onClient(a: string, b: string) {
  if (a === b) return undefined
  const floor = (room: string) => {
    const at = clientFloors.findIndex((rooms) => rooms.includes(room))
    return at === -1 ? 3 : at
  }
  if (floor(b) > floor(a)) return `${a}/ lies below ${b}/`
  if (floor(b) === floor(a)) return `${a}/ and ${b}/ meet on a screen, not in each other`
  return undefined
}

/** Where a package may be imported, as paths from the root; packages not listed may be imported by anyone. */
const homes: { package: RegExp; home: RegExp }[] = [
  { package: /^drizzle-orm/, home: /^server\/(platform\/|\w[\w-]*\/([\w-]*-)?(tables|store)\.ts$|auth\/)/ },
  { package: /^(better-sqlite3|pg)$/, home: /^server\/platform\/db\// },
  { package: /^(hono|@hono)/, home: /^server\/(platform\/|[\w-]+\.ts$|[\w-]+\/routes\.ts$)/ },
  { package: /^(ws)$/, home: /^server\/(platform|collaboration)\// },
  { package: /^prosemirror-/, home: /^(client\/editor\/|shared\/document\/|client\/[\w-]+\/plugin\.ts$|server\/collaboration\/gate\/)/ },
  {
    package: /^(yjs|y-prosemirror|y-protocols|y-indexeddb|y-websocket|lib0)/,
    home: /^(shared\/(document\/|collaboration)|(client|server)\/collaboration\/|client\/editor\/|server\/platform\/course-log\/)/,
  },
  { package: /^(solid-js|@solidjs|@solid-primitives|@kobalte|lucide-solid|@fontsource)/, home: /^client\// },
  { package: /^node:/, home: /^(server|tests)\// },
]

function ofPackage(from: Place, name: string) {
  if (from.side === 'tests') return undefined
  const rule = homes.find((rule) => rule.package.test(name))
  return rule && !rule.home.test(from.file) ? `${name} has its home elsewhere` : undefined
}
