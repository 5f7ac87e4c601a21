// What our figures are meant to reach: absolute, or a multiple of a peer's figure of the same name, or of another
// figure of our own.

const than = (peer) => ({ peer })

export const reach = [
  { figure: /^fan-out to 100 /, most: 0.65, of: than('hocuspocus') },
  { figure: /^fan-out to 100 /, most: 1.2, of: than('relay') },
  { figure: /courses × /, most: 0.5, of: than('hocuspocus') },
  { figure: /courses × /, most: 1, of: than('y-websocket') },
  { figure: /^cold open .*ms CPU/, most: 0.15, of: than('hocuspocus') },
  { figure: /^cold open .*: ms$/, most: 0.3, of: than('hocuspocus') },
  { figure: /^\d+ (reconnect|come new)/, most: 0.5, of: than('hocuspocus') },
  { figure: /offline edits/, most: 0.5, of: than('hocuspocus') },
  { figure: /open small course/, most: 80 },
  { figure: /idle socket/, most: 15 },
  { figure: /not given back .* once more/, most: 5 },
  { figure: /^acknowledgement p50/, most: 15 },
  { figure: /^acknowledgement p99/, most: 50 },
  { figure: /^edits lost/, most: 0 },
  { figure: /work per key, p95$/, most: 16 },
  { figure: /^opening a lesson/, most: 300 },
  { figure: /^a key after 64000 /, most: 1.2, of: { figure: /^a key after 4000 / } },
]
