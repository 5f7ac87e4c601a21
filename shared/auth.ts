import { z } from 'zod'
import { Done, endpoint, page } from './endpoint.ts'
import { id } from './id.ts'
import { Colour, Person } from './people.ts'
import { Time } from './time.ts'

// Model

export const SignInId = id('sign-in')
export type SignInId = z.infer<typeof SignInId>
export const TokenId = id('token')
export type TokenId = z.infer<typeof TokenId>

/** An address as people type it; it is kept and compared in lower case. */
export const Email = z.string().trim().toLowerCase().max(254).email()
/** Long beats complicated: length is the only demand. */
export const Password = z.string().min(10).max(128)
export const PersonName = z.string().trim().min(1).max(80)

/** One browser that is signed in as the asker. */
export const SignIn = z.object({
  id: SignInId,
  /** This very browser. */
  current: z.boolean(),
  since: Time,
  lastSeen: Time,
  address: z.string().nullable(),
  browser: z.string().nullable(),
})
export type SignIn = z.infer<typeof SignIn>

/** What a key lets a program do: all that its maker may, or of that only what changes nothing. */
export const TokenScope = z.enum(['all', 'read'])
export type TokenScope = z.infer<typeof TokenScope>

/** A program's key to the product, without its secret part. */
export const Token = z.object({ id: TokenId, name: z.string(), scope: TokenScope, at: Time, lastUsed: Time.nullable() })
export type Token = z.infer<typeof Token>

/** Somebody of the demo academy, with a sentence on who they are there. */
export const DemoPerson = z.object({ name: z.string(), email: z.string(), role: z.string(), colour: Colour })
export type DemoPerson = z.infer<typeof DemoPerson>

// Contract

const SignedIn = z.object({ person: Person.extend({ email: z.string() }) })
const tooMany = 'auth.tooMany'

export const signIn = endpoint('POST', '/auth/sign-in/email', {
  // Nothing here tells what is wrong with an address or a password: every wrong pair reads the same.
  takes: z.object({ email: z.string().max(1000), password: z.string().max(1000) }),
  gives: SignedIn,
  access: 'anyone',
  problems: ['auth.wrong', tooMany],
  about: 'Signs in with address and password and sets the session cookie.',
})
export const signOut = endpoint('POST', '/auth/sign-out', { gives: Done, access: 'anyone', about: 'Ends this browser’s session.' })
export const listSignIns = endpoint('GET', '/auth/sessions', { gives: page(SignIn), about: 'Where the asker is signed in, latest first.' })
export const endSignIn = endpoint('DELETE', '/auth/sessions/:sessionId', {
  takes: z.object({ sessionId: SignInId }),
  gives: Done,
  problems: ['session.unknown'],
  about: 'Signs one browser of the asker out.',
})
export const changePassword = endpoint('POST', '/auth/password', {
  takes: z.object({ current: z.string().max(1000), next: Password }),
  gives: Done,
  problems: ['auth.wrong', 'auth.needsSession', tooMany],
  about: 'Sets a new password, signs every other browser of the asker out, and takes all keys for programs back.',
})

export const createToken = endpoint('POST', '/tokens', {
  takes: z.object({ name: z.string().trim().min(1).max(80), scope: TokenScope.default('all') }),
  gives: Token.extend({ token: z.string() }),
  problems: ['auth.needsSession', 'token.tooMany'],
  about: 'Makes a key for a program that acts as the asker, or only reads as they do. It is shown this once.',
})
export const listTokens = endpoint('GET', '/tokens', { gives: page(Token), about: 'The asker’s keys for programs, newest first.' })
export const deleteToken = endpoint('DELETE', '/tokens/:tokenId', {
  takes: z.object({ tokenId: TokenId }),
  gives: Done,
  problems: ['token.unknown'],
  about: 'Takes a key back; it stops working at once.',
})

export const listDemoPeople = endpoint('GET', '/demo', {
  gives: page(DemoPerson),
  access: 'anyone',
  problems: ['demo.unknown'],
  about: 'The people of the demo academy, while DEMO=on on a loopback host.',
})
export const signInAsDemo = endpoint('POST', '/demo/sign-in', {
  takes: z.object({ email: z.string().max(254) }),
  gives: SignedIn,
  access: 'anyone',
  problems: ['demo.unknown'],
  about: 'Signs in as somebody of the demo academy without a password.',
})

export const authEndpoints = [
  signIn,
  signOut,
  listSignIns,
  endSignIn,
  changePassword,
  createToken,
  listTokens,
  deleteToken,
  listDemoPeople,
  signInAsDemo,
]
