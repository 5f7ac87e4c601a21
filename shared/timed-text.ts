// Times and what is said at them: captions and chapters, as people write them and as WebVTT carries them.

/** Words said from `start` to `end`, in seconds. */
export type Cue = { start: number; end: number; text: string }

/** More than anybody reads, so that a hostile file ends somewhere. */
const mostCues = 5000

const two = (value: number) => String(value).padStart(2, '0')

/** `1:02:03`, `2:03`, and tenths where they matter: `2:03.5`. */
export function showTime(seconds: number, tenths = false): string {
  const all = Math.max(0, tenths ? Math.round(seconds * 10) : Math.floor(seconds) * 10)
  const whole = Math.floor(all / 10)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(rest)}${tenths && all % 10 ? `.${all % 10}` : ''}`
}

/** Seconds of `1:02:03.5`, `2:03`, `75` or a decimal comma; nothing for anything else. */
export function readTime(text: string): number | undefined {
  const found = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?$/.exec(text.trim())
  if (!found) return undefined
  const [, hours = '0', minutes = '0', seconds = '0', part = '0'] = found
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(`0.${part}`)
}

const stamp = (seconds: number) => {
  const all = Math.max(0, Math.round(seconds * 1000))
  const [hours, minutes, rest] = [Math.floor(all / 3_600_000), Math.floor(all / 60_000) % 60, all % 60_000]
  return `${two(hours)}:${two(minutes)}:${two(Math.floor(rest / 1000))}.${String(rest % 1000).padStart(3, '0')}`
}
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** As a WebVTT file. What says nothing, or ends before it begins, stays out. */
export function writeVtt(cues: readonly Cue[]): string {
  const lines = cues
    .filter(({ start, end, text }) => end > start && text.trim() !== '')
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, text }) => `${stamp(start)} --> ${stamp(end)}\n${escaped(text.trim().replace(/\n{2,}/g, '\n'))}\n`)
  return `WEBVTT\n\n${lines.join('\n')}`
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' }
/** Words without the marks that WebVTT and SubRip put around them. */
const plain = (text: string) =>
  text
    .replace(/<[^<>]{0,200}>/g, '')
    .replace(/\{\\[^{}]{0,100}\}/g, '')
    .replace(/&(\w{2,4});/g, (all, name: string) => entities[name] ?? all)
    .trim()

/** The cues of a WebVTT or SubRip file, by time; nothing for a file that is neither. Styles and places are left out. */
export function readCues(file: string): Cue[] | undefined {
  const blocks = file
    .slice(0, 2_000_000)
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
  const cues: Cue[] = []
  for (const block of blocks) {
    const lines = block.split('\n')
    const at = lines.findIndex((line) => line.includes('-->'))
    if (at < 0 || at > 1 || cues.length >= mostCues) continue
    const [from = '', to = ''] = lines[at]!.split('-->')
    const [start, end] = [readTime(from), readTime(to.trim().split(/\s/)[0] ?? '')]
    const text = plain(lines.slice(at + 1).join('\n'))
    if (start !== undefined && end !== undefined && end > start && text) cues.push({ start, end, text })
  }
  return cues.length > 0 || file.trimStart().startsWith('WEBVTT') ? cues.toSorted((a, b) => a.start - b.start) : undefined
}
