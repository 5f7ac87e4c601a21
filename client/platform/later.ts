import { lazy, type Component } from 'solid-js'
import { Offline } from './api.ts'
import { recall, remember } from './memory.ts'

/** A part of the program could not be fetched. Only loading the page anew asks for it again. */
export class NotFetched extends Offline {}

/** A component whose code is fetched when it is first shown. */
export function later<Props extends Record<string, unknown>>(load: () => Promise<{ default: Component<Props> }>) {
  return lazy(() => load().catch(missing))
}

const patienceMs = 60_000

/** With the net there, a file that is missing belonged to a release that was replaced: the page is loaded anew, though not in circles. */
async function missing(): Promise<never> {
  const before = Number(recall('renewed') ?? 0)
  if (navigator.onLine && Date.now() - before > patienceMs) {
    remember('renewed', String(Date.now()))
    location.reload()
    return new Promise(() => {}) // the page is on its way out
  }
  throw new NotFetched('This part could not be fetched.')
}
