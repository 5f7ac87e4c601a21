import type { DemoPerson } from '../../shared/auth.ts'

export const demoPassword = 'colloquy-demo'

/** Who can be tried out with one click in the demo academy; the seeding gives them their places. */
export const demoPeople: readonly DemoPerson[] = [
  { name: 'Ana Alves', email: 'ana@demo.test', role: 'writes courses in Sales', colour: 0 },
  { name: 'Ben Baumann', email: 'ben@demo.test', role: 'subject expert, invited as an editor', colour: 1 },
  { name: 'Rita Rossi', email: 'rita@demo.test', role: 'reviews courses', colour: 2 },
  { name: 'Leo Lindqvist', email: 'leo@demo.test', role: 'learns in Sales-North', colour: 3 },
  { name: 'Mia Moreau', email: 'mia@demo.test', role: 'learns in Sales-South', colour: 4 },
  { name: 'Carl Okafor', email: 'carl@demo.test', role: 'coaches Sales-North', colour: 5 },
  { name: 'Lena Novak', email: 'lena@demo.test', role: 'runs learning in Sales', colour: 6 },
  { name: 'Omar Haddad', email: 'omar@demo.test', role: 'administers the whole company', colour: 7 },
]

/** `ana` names ana@demo.test. */
export const demoPersonNamed = (name: string | undefined) => demoPeople.find((person) => person.email === `${name}@demo.test`)
