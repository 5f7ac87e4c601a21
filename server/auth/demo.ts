import type { DemoPerson } from '../../shared/auth.ts'

export const demoPassword = 'colloquy-demo'

/** Who can be tried out with one click in the demo academy; the seeding gives them their places. */
export const demoPeople: readonly DemoPerson[] = [
  { name: 'Ana Alves', email: 'ana@demo.test', role: 'writes courses in Sales' },
  { name: 'Ben Baumann', email: 'ben@demo.test', role: 'subject expert, invited as an editor' },
  { name: 'Rita Rossi', email: 'rita@demo.test', role: 'reviews courses' },
  { name: 'Leo Lindqvist', email: 'leo@demo.test', role: 'learns in Sales-North' },
  { name: 'Mia Moreau', email: 'mia@demo.test', role: 'learns in Sales-South' },
  { name: 'Carl Okafor', email: 'carl@demo.test', role: 'coaches Sales-North' },
  { name: 'Lena Novak', email: 'lena@demo.test', role: 'runs learning in Sales' },
  { name: 'Omar Haddad', email: 'omar@demo.test', role: 'administers the whole company' },
]

/** `ana` names ana@demo.test. */
export const demoPersonNamed = (name: string | undefined) => demoPeople.find((person) => person.email === `${name}@demo.test`)
