// What the browser tells of its network, of the page and of other tabs.

export type Signals = {
  /** There may be a network again, or somebody is back at the page: worth a try, and a look whether the line still lives. */
  maybeBack: () => void
  offline: () => void
  /** The page is about to go; `keepOpen` asks its person first. */
  leaving: (keepOpen: () => void) => void
  /** Another tab stored something. */
  stored: () => void
}

/** How often it is looked whether time has jumped, and by how much it must have. */
const tickMs = 1000
const jumpMs = 5000

/** Listens until the function returned is called. Without a window (in a test, in a worker) there is nothing to hear. */
export function listenToBrowser({ maybeBack, offline, leaving, stored }: Signals): () => void {
  if (typeof window === 'undefined') return () => {}
  const listening = new AbortController()
  const { signal } = listening
  const onVisible = () => document.visibilityState === 'visible' && maybeBack()
  for (const name of ['online', 'focus', 'pageshow']) window.addEventListener(name, maybeBack, { signal })
  window.addEventListener('offline', offline, { signal })
  window.addEventListener('beforeunload', (event) => leaving(() => event.preventDefault()), { signal })
  window.addEventListener('storage', stored, { signal })
  document.addEventListener('visibilitychange', onVisible, { signal })
  // A machine that slept says nothing when it wakes; but its clock has jumped.
  let last = Date.now()
  const ticking = setInterval(() => {
    const now = Date.now()
    if (Math.abs(now - last - tickMs) > jumpMs) maybeBack()
    last = now
  }, tickMs)
  signal.addEventListener('abort', () => clearInterval(ticking))
  return () => listening.abort()
}
