import { Problem } from '../../shared/problem.ts'

export const storageFailed = () =>
  new Problem('unavailable', 'storage.failed', 'The server cannot store anything right now. Nothing was changed; try again in a while.')

/** The log moved on further than a room could follow: what was asked of it was not begun, and is asked of the next one. */
export class LeftBehind extends Error {
  constructor() {
    super('The course was read anew')
  }
}
