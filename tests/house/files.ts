import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../server/platform/root.ts'

export type SourceFile = { name: string; text: string }

/** Every TypeScript file under the given folders, by its path from the repository's root. */
export function sources(...folders: string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes('node_modules'))
      .map((file) => {
        const name = `${folder}/${file.split(path.sep).join('/')}`
        return { name, text: readFileSync(path.join(root, name), 'utf8') }
      }),
  )
}

/** What a source text imports or re-exports, by any spelling: relative paths from the root, packages by their name. */
export function importsOf({ name, text }: SourceFile): string[] {
  const found = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1]!)
  return found.map((to) => (to.startsWith('.') ? path.posix.join(path.posix.dirname(name), to) : to))
}
