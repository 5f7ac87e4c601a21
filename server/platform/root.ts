import { existsSync } from 'node:fs'
import path from 'node:path'

/** The folder of this program: it holds package.json, migrations and dist, whether run from its sources or built. */
export const root = findRoot(import.meta.dirname)

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder
  const above = path.dirname(folder)
  if (above === folder) throw new Error(`No package.json above ${import.meta.dirname}`)
  return findRoot(above)
}
