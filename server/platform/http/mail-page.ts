import { unknown } from '../../../shared/problem.ts'
import { isOurHost } from './app.ts'
import { pageHeaders } from './pages.ts'
import type { Mail } from '../mail.ts'
import type { App } from './serve.ts'

/** Shows the letters that did not leave this machine, at /dev/mail. Only while the demo is on, on a loopback host. */
export function serveDevMail(app: App, mail: Mail, appUrl: string) {
  app.get('/dev/mail', (context) => {
    if (!isOurHost(appUrl, context.req.url)) throw unknown('mail')
    if (context.req.query('as') === 'json') return context.json({ items: mail.inbox() })
    return new Response(pageOf(mail), {
      headers: {
        ...pageHeaders(context.req.header('host') ?? ''),
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-store',
      },
    })
  })
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const plain = (text: string) => text.replace(/[&<>"]/g, (letter) => entities[letter]!)

/** Text with its http(s) addresses as links. */
const linked = (text: string) => plain(text).replace(/https?:\/\/[^\s<>"]+/g, (url) => `<a href="${url}">${url}</a>`)

function pageOf(mail: Mail) {
  const letters = mail
    .inbox()
    .map(
      ({ to, subject, text, at }) =>
        `<article><h2>${plain(subject)}</h2><p>To ${plain(to)}, ${new Date(at).toISOString()}</p><pre>${linked(text)}</pre></article>`,
    )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Development inbox</title><h1>Development inbox</h1>
<p>Letters that stayed on this machine, because no mail server is set (SMTP_URL).</p>
${letters.join('\n') || '<p>Nothing yet.</p>'}</html>`
}
