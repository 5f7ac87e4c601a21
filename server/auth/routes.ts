import {
  changePassword,
  createToken,
  deleteToken,
  endSignIn,
  listDemoPeople,
  listSignIns,
  listTokens,
  signIn,
  signInAsDemo,
  signOut,
} from '../../shared/auth.ts'
import { done } from '../../shared/endpoint.ts'
import { invariant, unknown } from '../../shared/problem.ts'
import { isOurHost } from '../platform/http/app.ts'
import { fromOf } from '../platform/http/from.ts'
import { type App, type Asker, type HttpContext, serve } from '../platform/http/serve.ts'
import { demoPeople, demoPersonNamed } from './demo.ts'
import type { AuthService, Begun } from './service.ts'

/** Sets the cookies of a session that has begun and answers who it is. */
function welcome(context: HttpContext, { member, cookies }: Begun) {
  for (const cookie of cookies) context.header('Set-Cookie', cookie, { append: true })
  return { person: member }
}

/** The ways in. Those of the demo exist only while `demo` is on. */
export function authRoutes(app: App, auth: AuthService, { demo, appUrl }: { demo: boolean; appUrl: string }) {
  serve(app, signIn, async (given, _, context) => welcome(context, await auth.signIn(given, fromOf(context))))
  serve(app, signOut, async (_, __, context) => {
    const { cookies } = await auth.signOut(context.var.asker, context.req.raw.headers)
    for (const cookie of cookies) context.header('Set-Cookie', cookie, { append: true })
    return done
  })
  serve(app, listSignIns, async (_, __, context) => ({ items: await auth.signIns(askerOf(context)) }))
  serve(app, endSignIn, async ({ sessionId }, member) => (await auth.endSignIn(member, sessionId), done))
  serve(app, changePassword, async ({ current, next }, _, context) => (await auth.changePassword(askerOf(context), current, next), done))

  serve(app, createToken, ({ name, scope }, _, context) => auth.createToken(askerOf(context), name, scope))
  serve(app, listTokens, async (_, member) => ({ items: await auth.tokens(member) }))
  serve(app, deleteToken, async ({ tokenId }, member) => (await auth.deleteToken(member, tokenId), done))

  const signInDemo = async (email: string, context: HttpContext) => {
    const person =
      demo && isOurHost(appUrl, context.req.url) && demoPeople.some((one) => one.email === email)
        ? await auth.accounts.byEmail(email)
        : undefined
    if (!person) throw unknown('demo')
    return welcome(context, await auth.signInKnown(person.id, fromOf(context)))
  }
  serve(app, listDemoPeople, () => {
    if (!demo) throw unknown('demo')
    return { items: [...demoPeople] }
  })
  serve(app, signInAsDemo, ({ email }, _, context) => signInDemo(email, context))
  if (demo) serveDemoLinks(app, signInDemo)
}

/** `/demo/ana?to=/courses/…`: the links a terminal prints. A page elsewhere must not sign anybody in by them. */
function serveDemoLinks(app: App, signInDemo: (email: string, context: HttpContext) => Promise<unknown>) {
  app.get('/demo/:name', async (context) => {
    const person = demoPersonNamed(context.req.param('name'))
    if (!person || context.req.header('sec-fetch-site') === 'cross-site') throw unknown('demo')
    await signInDemo(person.email, context)
    return context.redirect(ownPath(context.req.query('to')))
  })
}

/** A path of our own, whatever was asked for. */
function ownPath(wanted = '/') {
  const url = new URL(wanted, 'http://self.invalid')
  // Two slashes in front would name another host.
  return url.origin === 'http://self.invalid' ? url.pathname.replace(/^\/+/, '/') + url.search + url.hash : '/'
}

function askerOf(context: HttpContext): Asker {
  invariant(context.var.asker, 'endpoints for members have an asker')
  return context.var.asker
}
