const short = (figure) => (figure === undefined ? '–' : figure >= 100 ? figure.toFixed(0) : figure >= 10 ? figure.toFixed(1) : figure.toFixed(2))

/** The figures as a Markdown table: medians, and in brackets ours divided by theirs. */
export function tableOf(rows, names, rounds) {
  const head = ['scenario', 'figure', ...names]
  const lines = rows.map(({ scenario, unit, medians }) => {
    const ours = medians.get('colloquy')
    const cells = names.map((name) => {
      const figure = medians.get(name)
      const ratio = name !== 'colloquy' && ours !== undefined && figure ? ` (${(ours / figure).toFixed(2)})` : ''
      return short(figure) + ratio
    })
    return `| ${[scenario, unit, ...cells].join(' | ')} |`
  })
  return [
    `Medians of ${rounds} interleaved rounds on one machine; in brackets ours divided by theirs. Less is better.`,
    '',
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...lines,
    '',
  ].join('\n')
}

const colours = ['#0f766e', '#b45309', '#4338ca', '#be185d', '#64748b']
const escape = (text) => text.replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char])

/** One group of bars per figure, each scaled to its own largest, because the units differ. */
export function plot(rows, names) {
  const bar = 14
  const group = names.length * bar + 34
  const height = rows.length * group + 50
  const bars = rows.map(({ scenario, unit, medians }, row) => {
    const top = 50 + row * group
    const largest = Math.max(...medians.values(), 1e-9)
    const lines = names.map((name, i) => {
      const figure = medians.get(name)
      if (figure === undefined) return ''
      const y = top + 18 + i * bar
      const width = Math.max(1, (figure / largest) * 420)
      return `<rect x="150" y="${y}" width="${width.toFixed(1)}" height="${bar - 3}" fill="${colours[i % colours.length]}"/><text x="144" y="${y + 9}" text-anchor="end">${escape(name)}</text><text x="${(156 + width).toFixed(1)}" y="${y + 9}">${short(figure)}</text>`
    })
    return `<text x="20" y="${top + 10}" font-weight="600">${escape(scenario)} — ${escape(unit)}</text>${lines.join('')}`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="${height}" font-family="sans-serif" font-size="10"><rect width="100%" height="100%" fill="#fff"/><text x="20" y="26" font-size="14" font-weight="600">Less is better</text>${bars.join('')}</svg>\n`
}
