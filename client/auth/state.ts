import { listDemoPeople, signIn, signInAsDemo, type DemoPerson } from '../../shared/auth.ts'
import { acceptInvitation, readInvitation, readSetUp, setUp } from '../../shared/invitations.ts'
import { Problem } from '../../shared/problem.ts'
import { ask } from '../platform/api.ts'
import { createAsked } from '../platform/asked.ts'
import { loadMe } from '../platform/session.ts'

/** The people one can be with a click: none where this is no demo, undefined while we do not know. */
export function createDemoPeople() {
  return createAsked(() => true, listThem).value
}

async function listThem(): Promise<DemoPerson[]> {
  try {
    return (await ask(listDemoPeople)).items
  } catch (error) {
    if (error instanceof Problem && error.kind === 'unknown') return []
    throw error
  }
}

/** Signs in and learns who we are. Throws the Problem `auth.wrong` or `auth.tooMany`. */
export async function signInWith(email: string, password: string): Promise<void> {
  await ask(signIn, { email: email.trim(), password })
  await loadMe()
}

/** Becomes somebody of the demo academy. */
export async function signInAs(email: string): Promise<void> {
  await ask(signInAsDemo, { email })
  await loadMe()
}

/** What the link `token` invites to; the fault is the Problem `invitation.unknown` when the link is not good any more. */
export const createInvitation = (token: () => string) => createAsked(token, (known) => ask(readInvitation, { token: known }))

/** Accepts an invitation and gives the path to go to. New people give `name` and a new password, others the one they have. */
export async function accept(token: string, given: { name?: string; password?: string }): Promise<string> {
  const { to } = await ask(acceptInvitation, { token, ...given })
  await loadMe()
  return to
}

/** Whether the installation still waits for its first admin by this link. */
export const createSetUp = (token: () => string) => createAsked(token, (known) => ask(readSetUp, { token: known }))

/** Makes the company and its first admin, who is then signed in. Gives the path to go to. */
export async function finishSetUp(
  token: string,
  first: { company: string; name: string; email: string; password: string },
): Promise<string> {
  const { to } = await ask(setUp, { token, ...first })
  await loadMe()
  return to
}
