import { holdsGroupRole, isColumn, type Who } from './everybody.ts'
import { columns, readMatrix } from './standings.ts'

/** One line of the list of all endpoints in docs/rules/rights.md. */
export type Row = {
  /** `POST /courses/:courseId/publish`. */
  endpoint: string
  /** The endpoint, with what is asked of it where it has several lines. */
  name: string
  may: Right
  /** Who may with what is their own; the same as `may` where nothing is anybody's. */
  own: Right
  guests: 'yes' | 'no' | 'as nobody'
}

/** A right by its name in the documentation, as a question about somebody. */
type Right = { name: string; has: (who: Who) => boolean; /** Whether somebody knows of what it is about. */ sees: (who: Who) => boolean }

const groupColumns = ['learner', 'author', 'reviewer', 'coach', 'lnd', 'admin']
const isGroupRight = (name: string) => /^R2\d$/.test(name)

/** The lines of the list, in its order. */
export function readEndpointTable(markdown: string): Row[] {
  const matrix = readMatrix(markdown)
  const one = (name: string): Right['has'] => {
    if (name === 'everybody') return () => true
    if (name === 'members') return (who) => who !== 'out' && who !== 'guest'
    if (name === 'nobody') return () => false
    const row = matrix.get(name)
    if (!row) throw new Error(`No right is called ${name}`)
    const names: readonly string[] = isGroupRight(name) ? groupColumns : columns
    return (who) => row.yes[names.indexOf(who)] === true
  }
  const right = (name: string, about = name): Right => {
    const all = name.split(' and ').map(one)
    const sees = about.split(' and ').every(isGroupRight) ? holdsGroupRole : /R\d/.test(about) ? isColumn : () => true
    return { name, has: (who) => all.every((has) => has(who)), sees }
  }
  return [...markdown.matchAll(/^\| `([^`]+)`([^|]*) \| ([^|]+) \| ([^|]*) \| (yes|no|as nobody) \|$/gm)].map(
    ([, endpoint, note, may, own, guests]): Row => ({
      endpoint: endpoint!, // five groups, all matched
      name: `${endpoint}${note}`,
      may: right(may!.trim(), own!.trim() && may!.trim() === 'nobody' ? own!.trim() : may!.trim()),
      own: right(own!.trim() || may!.trim()),
      guests: guests as Row['guests'],
    }),
  )
}
