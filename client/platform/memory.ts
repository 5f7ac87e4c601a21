// Small choices kept on this device. A browser that keeps nothing (private mode, blocked storage) is no reason to fail.

const prefix = 'colloquy.'

/** What `remember` kept under `name`, or null. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name)
  } catch {
    return null
  }
}

/** Keeps `value` on this device; null forgets it. */
export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + name)
    else localStorage.setItem(prefix + name, value)
  } catch {
    // Then the choice lasts as long as the page.
  }
}
