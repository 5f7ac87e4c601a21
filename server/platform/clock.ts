/** The server's time in milliseconds since 1970, handed to whoever needs it. */
export type Clock = {
  now(): number
  /** From here on time runs on from `time`, or is the machine's again with null: for laying out the demo's past. */
  pretend(time: number | null): void
}

export function openClock(): Clock {
  let shift = 0
  return {
    now: () => Date.now() + shift,
    pretend(time) {
      shift = time === null ? 0 : time - Date.now()
    },
  }
}
