import {
  changePassword,
  createToken,
  deleteToken,
  endSignIn,
  listSignIns,
  listTokens,
  type SignInId,
  type TokenId,
  type TokenScope,
} from '../../shared/auth.ts'
import { ask } from '../platform/api.ts'
import { allPages, createAsked } from '../platform/asked.ts'

/** Where this person is signed in, with ending one of them. */
export function createSignIns() {
  const signIns = createAsked(
    () => true,
    () => ask(listSignIns).then(({ items }) => items),
  )
  return {
    all: signIns.value,
    fault: signIns.fault,
    reload: signIns.reload,
    async end(id: SignInId) {
      await ask(endSignIn, { sessionId: id })
      signIns.set((all) => all.filter((one) => one.id !== id))
    },
  }
}

/** This person's keys for programs, with making and taking back. */
export function createTokens() {
  const tokens = createAsked(
    () => true,
    () => allPages(() => ask(listTokens)),
  )
  return {
    all: tokens.value,
    fault: tokens.fault,
    reload: tokens.reload,
    /** Gives the secret, which is shown this once. */
    async make(name: string, scope: TokenScope): Promise<string> {
      const { token } = await ask(createToken, { name, scope })
      await tokens.reload()
      return token
    },
    async takeBack(id: TokenId) {
      await ask(deleteToken, { tokenId: id })
      tokens.set((all) => all.filter((one) => one.id !== id))
    },
  }
}

/** Sets a new password; every other browser of this person is signed out, and every key taken back. */
export const setPassword = (current: string, next: string) => ask(changePassword, { current, next })
