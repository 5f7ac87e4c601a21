import { reach } from './reach.mjs'

const ours = 'colloquy'
const short = (figure) =>
  figure === undefined ? '–' : figure >= 100 ? figure.toFixed(0) : figure >= 10 ? figure.toFixed(1) : figure.toFixed(2)

/** The figures as a Markdown table: medians, in brackets ours divided by theirs, and what we mean to reach. */
export function tableOf(rows, names, rounds) {
  const head = ['figure', ...names, 'reach']
  const figures = new Map(rows.map(({ name, medians }) => [name, medians]))
  const lines = rows.map(({ name, medians }) => {
    const mine = medians.get(ours)
    const cells = names.map((peer) => {
      const figure = medians.get(peer)
      const ratio = peer !== ours && mine !== undefined && figure ? ` (${(mine / figure).toFixed(2)})` : ''
      return short(figure) + ratio
    })
    return `| ${[name, ...cells, reached(name, figures)].join(' | ')} |`
  })
  return [
    `Medians of up to ${rounds} interleaved rounds on one machine; in brackets ours divided by theirs. Less is better.`,
    '',
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...lines,
    '',
  ].join('\n')
}

/** What was asked of a figure of ours, and whether it holds in this run. */
function reached(name, figures) {
  return reach
    .filter(({ figure }) => figure.test(name))
    .map(({ most, of }) => {
      const mine = figures.get(name)?.get(ours)
      const other = of && ([...figures].find(([figure]) => of.figure?.test(figure))?.[1] ?? figures.get(name))?.get(of.peer ?? ours)
      const wish = `≤ ${most}${of ? ` × ${of.peer ?? 'at first'}` : ''}`
      if (mine === undefined || (of && other === undefined)) return wish
      return `${wish} ${mine <= most * (of ? other : 1) ? '✓' : '✗'}`
    })
    .join(', ')
}

const colours = ['#0f766e', '#b45309', '#4338ca', '#be185d', '#64748b']
const escape = (text) => text.replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char])

/** One group of bars per figure, each scaled to its own largest, because the units differ. */
export function plot(rows, names) {
  const bar = 14
  const group = names.length * bar + 34
  const height = rows.length * group + 50
  const bars = rows.map(({ name, medians }, row) => {
    const top = 50 + row * group
    const largest = Math.max(...medians.values(), 1e-9)
    const lines = names.map((peer, i) => {
      const figure = medians.get(peer)
      if (figure === undefined) return ''
      const y = top + 18 + i * bar
      const width = Math.max(1, (figure / largest) * 420)
      return `<rect x="150" y="${y}" width="${width.toFixed(1)}" height="${bar - 3}" fill="${colours[i % colours.length]}"/><text x="144" y="${y + 9}" text-anchor="end">${escape(peer)}</text><text x="${(156 + width).toFixed(1)}" y="${y + 9}">${short(figure)}</text>`
    })
    return `<text x="20" y="${top + 10}" font-weight="600">${escape(name)}</text>${lines.join('')}`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="${height}" font-family="sans-serif" font-size="10"><rect width="100%" height="100%" fill="#fff"/><text x="20" y="26" font-size="14" font-weight="600">Less is better</text>${bars.join('')}</svg>\n`
}
