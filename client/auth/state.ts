import { listDemoPeople, signIn, signInAsDemo, type DemoPerson } from '../../shared/auth.ts'
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
