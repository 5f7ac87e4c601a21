// What the browser's build imports as `zod`. The schemas of `shared/` give the client its types and the paths of the
// endpoints; checking is the server's, which lets nothing out that its contract does not name. Zod itself would be
// 28 kB of the 40 kB that the first screen may weigh, so here a schema carries the facts that programs read
// (`options`, `shape`, `value`) and takes every value as it is: no default, no transform, no refusal.

type Facts = Record<string, unknown>

/** Any call on a schema (`optional`, `max`, `brand` …) gives the schema again; unknown builders and their calls alike. */
function schema(facts: Facts): unknown {
  const known: Facts = { parse: (value: unknown) => value, safeParse: (data: unknown) => ({ success: true, data }), ...facts }
  const itself: unknown = new Proxy(known, {
    get: (target, key) => (typeof key === 'symbol' || key === 'then' ? undefined : key in target ? target[key] : () => itself),
  })
  return itself
}

function factsOf(builder: string, given: unknown): Facts {
  if (builder === 'object') return { shape: given, extend: (more: Facts) => schema(factsOf('object', { ...(given as Facts), ...more })) } // what z.object takes
  if (builder === 'enum') return { options: given }
  if (builder === 'literal') return { value: given }
  return {}
}

const namespaces = ['coerce', 'iso']

export const z: unknown = new Proxy(
  {},
  { get: (_, builder: string) => (namespaces.includes(builder) ? z : (given: unknown) => schema(factsOf(builder, given))) },
)
