import { importLimits, isMarkdown, isOffice, isPicture, isWebPage } from '../../shared/interop.ts'
import { Problem } from '../../shared/problem.ts'
import { t } from '../platform/text.ts'

/** Files with their paths inside whatever was chosen. */
export type Chosen = { path: string; file: File }[]

/** The files of an `<input type="file">`; with `webkitdirectory` they know the folder they came from. */
export const filesOf = (list: FileList | null): Chosen =>
  [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }))

/** What was copied elsewhere: files, else its text with its form, else its words. */
export function pastedFile(data: DataTransfer | null): Chosen | undefined {
  if (data?.files.length) return filesOf(data.files)
  const html = data?.getData('text/html')
  const text = data?.getData('text/plain')
  const name = t('interop.pasted')
  if (html) return [{ path: `${name}.html`, file: new File([html], `${name}.html`) }]
  return text ? [{ path: `${name}.md`, file: new File([text], `${name}.md`) }] : undefined
}

/** Everything that was dropped, folders walked through. */
export async function droppedFiles(transfer: DataTransfer): Promise<Chosen> {
  // The entries must be taken before the first await: afterwards the browser has forgotten the drop.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  return (await Promise.all(entries.map(walk))).flat()
}

async function walk(entry: FileSystemEntry): Promise<Chosen> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)) // isFile says which it is
    return [{ path: entry.fullPath.replace(/^\//, ''), file }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: FileSystemEntry[] = []
  // A reader gives some at a time, and none when it is through.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) break
    found.push(...some)
  }
  return (await Promise.all(found.map(walk))).flat()
}

export type Upload = { name: string; bytes: Uint8Array<ArrayBuffer> }

/** What is sent: one file as it is, several files as a ZIP made here. Throws a Problem when it is not fit. */
export async function pack(chosen: Chosen): Promise<Upload> {
  const whole = chosen.length === 1 ? chosen[0] : undefined
  if (whole && (/\.zip$/i.test(whole.path) || isOffice(whole.path)))
    return { name: whole.file.name, bytes: await bytesOf([whole]).then(([bytes]) => bytes!) } // one in, one out
  const wanted = chosen.filter(({ path }) => isMarkdown(path) || isWebPage(path) || isPicture(path))
  if (!wanted.some(({ path }) => isMarkdown(path) || isWebPage(path)))
    throw new Problem('invalid', 'import.noMarkdown', t('interop.noMarkdown'))
  const contents = await bytesOf(wanted)
  if (wanted.length === 1) return { name: wanted[0]!.file.name, bytes: contents[0]! } // as many contents as files
  const { zip } = await import('fflate')
  const files = Object.fromEntries(wanted.map(({ path }, at) => [path, contents[at]!]))
  const bytes = await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) =>
    zip(files, { level: 1 }, (error, packed) => (error ? reject(error) : resolve(packed))),
  )
  return { name: `${nameOf(wanted)}.zip`, bytes }
}

/** The folder that all of them came from; several loose files have no name of their own. */
function nameOf(chosen: Chosen): string {
  const folders = new Set(chosen.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')))
  const [folder] = folders
  return folders.size === 1 && folder ? folder : t('interop.several')
}

async function bytesOf(chosen: Chosen): Promise<Uint8Array<ArrayBuffer>[]> {
  const sum = chosen.reduce((total, { file }) => total + file.size, 0)
  if (sum > importLimits.upload) throw new Problem('tooLarge', 'import.tooLarge', t('interop.tooLarge'))
  return Promise.all(chosen.map(async ({ file }) => new Uint8Array(await file.arrayBuffer())))
}
