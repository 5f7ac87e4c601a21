/** What the wire and the log call a failure; the status follows from it and from nothing else. */
export const statusOf = {
  malformed: 400,
  signedOut: 401,
  forbidden: 403,
  unknown: 404,
  conflict: 409,
  gone: 410,
  tooLarge: 413,
  invalid: 422,
  busy: 429,
  unavailable: 503,
} as const
export type ProblemKind = keyof typeof statusOf

/** A failure the caller can act on. Anything else that is thrown is a defect and reads as 500. */
export class Problem extends Error {
  readonly kind: ProblemKind
  /** `room.reason`, stable for programs. */
  readonly code: string
  /** Facts for programs: ids and limits, never content and never secrets. */
  readonly details: Record<string, unknown> | undefined

  /** `message` is one sentence for people: what happened and what to do next. */
  constructor(kind: ProblemKind, code: string, message: string, details?: Record<string, unknown>) {
    super(message)
    this.kind = kind
    this.code = code
    this.details = details
  }
}

/** A thing that is not there, or that the asker may not see: the two read alike on purpose. */
export const unknown = (thing: string) =>
  new Problem('unknown', `${thing}.unknown`, `This ${thing} does not exist, or you have no access to it.`)

/** The asker may see the thing and may not do this to it. `code` is `room.verb`. */
export const notAllowed = (
  code: string,
  message = 'Your role does not allow this. Ask an editor of the course or an admin of the group.',
) => new Problem('forbidden', code, message)

/** Says what must hold in our own program; a break is a defect, never the caller's fault. */
export function invariant(condition: unknown, whatMustHold: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${whatMustHold}`)
}

/** The end of a `switch` over a union: the compiler proves that nothing arrives here. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`)
}
