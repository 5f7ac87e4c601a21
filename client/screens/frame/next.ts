/** Where to go after sign-in: only a path of our own, so that a link cannot send anybody elsewhere. */
export function safeNext(wanted: string | undefined): string {
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, location.origin)) return '/'
  const url = new URL(wanted, location.origin)
  return url.origin === location.origin ? url.pathname + url.search + url.hash : '/'
}
