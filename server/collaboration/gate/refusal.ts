/** Why an update was refused: the code goes to the client and to the log, and `docs/rules/collaboration.md` explains each. */
export type RefusalCode =
  | 'malformed'
  | 'too-big'
  | 'gap'
  | 'causality'
  | 'forged-client'
  | 'client-limit'
  | 'forged-name'
  | 'role'
  | 'unknown-root'
  | 'shape'
  | 'block'
  | 'subdocument'
  | 'storm'
  | 'failed'

/** An update that an honest editor could not have written, or that its writer may not write. */
export class Refusal extends Error {
  readonly code: RefusalCode

  /** `detail` holds ids and counts for the log, never content. */
  constructor(code: RefusalCode, detail: string | number) {
    super(`${code}: ${detail}`)
    this.code = code
  }
}

export function refuse(code: RefusalCode, detail: string | number): never {
  throw new Refusal(code, detail)
}
