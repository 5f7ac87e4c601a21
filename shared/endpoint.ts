import { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One thing the server can be asked: where it lies under `/api`, and the shapes that cross the wire. */
export type Endpoint<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> = {
  readonly method: Method
  /** As under `/api`, with `:name` for what comes from the path: `/courses/:courseId/publish`. */
  readonly path: string
  /** All of the input, whichever way it travels: path first, then the query of a GET or DELETE, else a JSON body. */
  readonly takes: In
  readonly gives: Out
  /** Who may ask at all; what they may do to the object is the service's matter. */
  readonly access: 'anyone' | 'member'
  /** Roles that may, in words of docs/rules, for the machine-readable description: the rule itself is the service's. */
  readonly who: string | undefined
  /** `bytes`: the body is a file, the rest of the input travels in the query. */
  readonly body: 'json' | 'bytes'
  /** Largest body in bytes. */
  readonly maxBytes: number
  /** The codes a caller must expect besides those every endpoint may answer. */
  readonly problems: readonly string[]
  /** One line for the machine-readable description. */
  readonly about: string
}

type Options<In extends z.ZodType, Out extends z.ZodType> = {
  takes?: In
  gives: Out
  about: string
  access?: Endpoint['access']
  who?: string
  body?: Endpoint['body']
  maxBytes?: number
  problems?: readonly string[]
}

export const Nothing = z.object({})

/** An answer without content. */
export const Done = z.object({ ok: z.literal(true) })
export const done = { ok: true } as const

/** A body that is not JSON: the handler answers with a `Response` of its own. */
export const Bytes = z.custom<Response>((value) => value instanceof Response)

/** One page of a list; `next` is the `after` of the page that follows, and absent on the last. */
export const page = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().optional() })

export function endpoint<In extends z.ZodType = typeof Nothing, Out extends z.ZodType = z.ZodType>(
  method: Method,
  path: string,
  { takes, gives, about, access = 'member', who, body = 'json', maxBytes = 256 * 1024, problems = [] }: Options<In, Out>,
): Endpoint<In, Out> {
  // `Nothing` stands in for the default of `In`, which the compiler cannot tie together.
  return { method, path, takes: takes ?? (Nothing as unknown as In), gives, access, who, body, maxBytes, problems, about }
}
