// A page as Google Docs puts it on the clipboard: everything in a bold that is none, every run in a span of styles,
// lists in lists without an item around them, ticks as pictures, empty lines between blocks.

const look =
  'font-size:11pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;font-variant:normal;vertical-align:baseline;white-space:pre;white-space:pre-wrap;'
type Style = { weight?: number; style?: string; decoration?: string }
const run = (words: string, { weight = 400, style = 'normal', decoration = 'none' }: Style = {}) =>
  `<span style="${look}font-weight:${weight};font-style:${style};text-decoration:${decoration};">${words}</span>`
const line = (inside: string, more = '') => `<p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;"${more}>${inside}</p>`
const item = (words: string, level: number, kind = 'disc') =>
  `<li dir="ltr" style="list-style-type:${kind};${look}" aria-level="${level}">${line(run(words), ' role="presentation"')}</li>`
const list = (tag: string, ...inside: string[]) =>
  `<${tag} style="margin-top:0;margin-bottom:0;padding-inline-start:48px;">${inside.join('')}</${tag}>`
const tick = (words: string, on: boolean) =>
  `<li dir="ltr" role="checkbox" aria-checked="${on}" style="list-style-type:none;${look}" aria-level="1"><img src="data:image/png;base64,iVBORw0KGgo=" width="17.6px" height="17.6px" alt="${on ? 'checked' : 'unchecked'}" aria-roledescription="checkbox" style="margin-right:3px;" />${line(run(words), ' role="presentation"')}</li>`
const cell = (words: string) =>
  `<td style="border:solid #000000 1pt;vertical-align:top;padding:5pt;overflow:hidden;">${line(run(words))}</td>`

export const googlePicture = 'https://lh7-rt.googleusercontent.com/docsz/AD_4nXcharbour?key=abc'

export const fromGoogleDocs = `<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-8d2c4b9e-7fff-1a2b-3c4d-5e6f70819203">${[
  `<h1 dir="ltr" style="line-height:1.38;margin-top:20pt;margin-bottom:6pt;"><span style="${look}font-size:20pt;font-weight:400;">Refunds</span></h1>`,
  line(
    `${run('Ask ')}${run('first', { weight: 700 })}${run(', then ')}${run('pay', { style: 'italic' })}${run(' ')}${run('never', { decoration: 'underline' })}${run(' ')}${run('late', { decoration: 'line-through' })}${run('. See ')}<a href="https://example.org/rules" style="text-decoration:none;"><span style="${look}color:#1155cc;text-decoration:underline;">the rules</span></a>${run('.')}`,
  ),
  '<br />',
  list('ul', item('One', 1), list('ul', item('Two', 2, 'circle'), list('ul', item('Three', 3, 'square'))), item('Four', 1)),
  list('ol', item('First', 1, 'decimal'), item('Second', 1, 'decimal')),
  list('ul', tick('Call', false), tick('Note it', true)),
  '<br />',
  `<div dir="ltr" style="margin-left:0pt;" align="left"><table style="border:none;border-collapse:collapse;"><colgroup><col width="120" /><col width="480" /></colgroup><tbody><tr style="height:0pt">${cell('Port')}${cell('Depth')}</tr><tr style="height:0pt">${cell('Kiel')}${cell('11 m')}</tr></tbody></table></div>`,
  line(
    `<span style="${look}"><span style="border:none;display:inline-block;overflow:hidden;width:602px;height:338px;"><img src="${googlePicture}" width="602" height="338" style="margin-left:0px;margin-top:0px;" /></span></span>`,
  ),
  `<h2 dir="ltr" style="line-height:1.38;"><span style="${look}font-size:16pt;font-weight:400;">After</span></h2>`,
].join('')}</b><br class="Apple-interchange-newline">`
