/** What came of an attempt: `yes`, or the kind and code of the problem. */
export const outcome = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'yes',
    (error: { kind: string; code: string }) => `${error.kind} ${error.code}`,
  )
