import { Problem } from '../../shared/problem.ts'

export const storageFailed = () =>
  new Problem('unavailable', 'storage.failed', 'The server cannot store anything right now. Nothing was changed; try again in a while.')
