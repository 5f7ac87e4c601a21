import { createMemo, createSignal, type Accessor } from 'solid-js'
import { getMe, type Me } from '../../shared/people.ts'
import { invariant, Problem } from '../../shared/problem.ts'
import { ask, onSignedOut } from './api.ts'

const [me, setMe] = createSignal<Me | null>()
const [expired, setExpired] = createSignal(false)

/** Who is signed in: undefined while nobody asked yet, null when nobody is. */
export { me }

/** True when the server stopped knowing us while a screen was open: the screen stays and sign-in is offered over it. */
export { expired }

onSignedOut(() => {
  if (me()) setExpired(true)
})

/** The person on whose behalf this screen works. Only below the signed-in part of the routes. */
export function useMe(): Accessor<Me> {
  // A screen lives on for a moment while its person signs out: it keeps the last one it knew.
  return createMemo<Me>((before) => {
    const now = me() ?? before
    invariant(now, 'a signed-in screen has a person')
    return now
  })
}

// What failed while nobody knew us, or while the net was gone, is asked again as soon as that is over.
const [revivals, revive] = createSignal(0, { equals: false })
/** Changes when it is worth asking again for what could not be had before. */
export { revivals }
if (typeof window !== 'undefined') window.addEventListener('online', () => revive(0))

/** Asks the server who we are. Throws Offline, and no Problem of being signed out: that reads as null. */
export async function loadMe(): Promise<Me | null> {
  const found = await ask(getMe).catch((error: unknown) => {
    if (error instanceof Problem && error.kind === 'signedOut') return null
    throw error
  })
  // Somebody else signed in over the screen of the first: nothing of the first may remain.
  if (found && me() && me()?.id !== found.id) location.assign('/')
  if (found && expired()) {
    setExpired(false)
    revive(0)
  }
  if (found || !me()) setMe(found)
  return found
}

/** Ends the session on the server and leaves for the sign-in page with a fresh program. */
export async function signOut(): Promise<void> {
  await fetch('/api/auth/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  location.assign('/sign-in')
}
