import { createHash, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCourse } from '../../shared/courses.ts'
import {
  cancelUpload,
  finishUpload,
  getFileLimits,
  getUpload,
  sendChunk,
  startUpload,
  uploadFile,
  type UploadId,
} from '../../shared/files.ts'
import { type CourseId, newId } from '../../shared/id.ts'
import { type Asker, startServer } from '../kit/server.ts'
import { outcome } from '../kit/outcome.ts'

let server: Awaited<ReturnType<typeof startServer>>
let ana: Asker
let ben: Asker
let leo: Asker
let courseId: CourseId

const mega = 1024 * 1024
beforeAll(async () => {
  server = await startServer({
    env: {
      LIMIT_UPLOAD_BYTES: String(100 * mega),
      LIMIT_UPLOADS_PER_MINUTE: '0',
      LIMIT_OPEN_UPLOADS: '30',
      LIMIT_COURSE_BYTES: String(250 * mega),
    },
  })
  const { people, groups } = server.services
  const groupId = (await groups.create(null, { parentId: null, name: 'Company' })).id
  const join = async (name: string, role: 'author' | 'learner') => {
    const person = await people.create({ name, email: `${name}@company.test`, password: 'long enough for tests' })
    await groups.giveRole(null, groupId, person.id, role)
    return server.signIn(`${name}@company.test`, 'long enough for tests')
  }
  ;[ana, ben, leo] = [await join('ana', 'author'), await join('ben', 'author'), await join('leo', 'learner')]
  courseId = (await ana.ask(createCourse, { groupId, title: 'Film' })).id
})
afterAll(() => server.close())

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const begin = async (name: string, bytes: number, who = ana) =>
  (await who.ask(startUpload, { courseId, id: newId<UploadId>(), name, bytes })).id
const send = (uploadId: UploadId, offset: number, bytes: Uint8Array, who = ana, sha256 = hash(bytes)) =>
  who.ask(sendChunk, { courseId, uploadId, offset, sha256 }, bytes)
const finish = (uploadId: UploadId, who = ana) => who.ask(finishUpload, { courseId, uploadId })
const partsOnDisk = () => readdir(path.join(server.dataDir, 'uploads')).catch(() => [])
const film = (size: number) => Buffer.concat([Buffer.from('\0\0\0\x18ftypisom', 'latin1'), randomBytes(size - 12)])

describe('a file in pieces', () => {
  test('[M1] arrives whole, under the hash of all its bytes, and leaves nothing behind', async () => {
    const bytes = film(5 * mega + 17)
    const id = await begin('talk.mp4', bytes.length)
    for (let offset = 0; offset < bytes.length; offset += 2 * mega)
      expect((await send(id, offset, bytes.subarray(offset, offset + 2 * mega))).received).toBe(Math.min(bytes.length, offset + 2 * mega))
    const file = await finish(id)
    expect(file).toMatchObject({ id: hash(bytes), name: 'talk.mp4', type: 'video/mp4', bytes: bytes.length })
    expect(await finish(id), 'asked again').toEqual(file)
    expect((await ana.ask(getUpload, { courseId, uploadId: id })).file).toEqual(file)
    expect(hash(Buffer.from(await (await ana.fetch(file.url)).arrayBuffer()))).toBe(file.id)
    expect(await partsOnDisk()).toEqual([])
  })

  test('[M1] goes on after a break where it stopped, and never elsewhere', async () => {
    const bytes = film(3000)
    const id = await begin('cut.mp4', bytes.length)
    await send(id, 0, bytes.subarray(0, 1000))
    expect(await outcome(send(id, 0, bytes.subarray(0, 1000)))).toBe('conflict upload.offset')
    expect(await outcome(send(id, 2000, bytes.subarray(2000)))).toBe('conflict upload.offset')
    expect(await outcome(finish(id))).toBe('conflict upload.offset')
    const { received } = await ana.ask(getUpload, { courseId, uploadId: id })
    expect(received).toBe(1000)
    await send(id, received, bytes.subarray(received))
    expect((await finish(id)).id).toBe(hash(bytes))
  })

  test('[M1] a piece that was damaged on its way, or is longer than announced, counts for nothing', async () => {
    const bytes = film(2000)
    const id = await begin('noise.mp4', bytes.length)
    expect(await outcome(send(id, 0, bytes.subarray(0, 1000), ana, hash(bytes)))).toBe('invalid upload.damaged')
    expect(await outcome(send(id, 0, Buffer.concat([bytes, bytes])))).toBe('invalid upload.damaged')
    expect((await ana.ask(getUpload, { courseId, uploadId: id })).received).toBe(0)
    await send(id, 0, bytes)
    expect((await finish(id)).id).toBe(hash(bytes))
  })

  test('[M2] of two writers at once one is heard, and the file is what that one sent', async () => {
    const bytes = film(4 * mega)
    const id = await begin('twice.mp4', bytes.length)
    const other = randomBytes(4 * mega)
    const answers = await Promise.all([outcome(send(id, 0, bytes)), ...Array.from({ length: 4 }, () => outcome(send(id, 0, other)))])
    expect(answers.filter((answer) => answer === 'yes')).toHaveLength(1)
    for (const answer of answers) expect(['yes', 'busy upload.busy', 'conflict upload.offset']).toContain(answer)
    const kept = answers[0] === 'yes' ? bytes : other
    expect((await finish(id).catch(() => ({ id: hash(other) }))).id).toBe(hash(kept))
  })

  test('[M2] an upload is its sender’s alone, whoever else may write in the course', async () => {
    const id = await begin('mine.mp4', 1000)
    for (const who of [ben, leo]) {
      const no = who === ben ? /^(unknown (upload|course)\.unknown|forbidden course\.upload)$/ : /^(forbidden|unknown)/
      expect(await outcome(send(id, 0, film(1000), who))).toMatch(no)
      expect(await outcome(finish(id, who))).toMatch(no)
      expect(await outcome(who.ask(getUpload, { courseId, uploadId: id }))).toMatch(no)
      expect(await outcome(who.ask(cancelUpload, { courseId, uploadId: id }))).toMatch(no)
      expect(await outcome(who.ask(startUpload, { courseId, id, name: 'x', bytes: 1000 }))).toMatch(no)
    }
    expect(await outcome(send('../../etc/passwd' as UploadId, 0, film(20)))).toMatch(/request.shape/)
    expect(await outcome(send('no-such-upload' as UploadId, 0, film(20)))).toBe('unknown upload.unknown')
  })

  test('[M2] that is given up is gone', async () => {
    const id = await begin('never.mp4', 1000)
    await send(id, 0, film(500))
    await ana.ask(cancelUpload, { courseId, uploadId: id })
    expect(await outcome(ana.ask(getUpload, { courseId, uploadId: id }))).toBe('unknown upload.unknown')
    expect(await partsOnDisk()).not.toContain(id)
  })
})

describe('what is refused', () => {
  test('[M3] a film of 300 MB, before a byte of it travels', async () => {
    expect(await ana.ask(getFileLimits)).toMatchObject({ fileBytes: 100 * mega })
    const attempt = ana.ask(startUpload, { courseId, id: newId<UploadId>(), name: 'film.mp4', bytes: 300 * mega })
    await expect(attempt).rejects.toMatchObject({ kind: 'tooLarge', code: 'file.tooLarge', details: { maxBytes: 100 * mega } })
    await expect(attempt).rejects.toThrow('at most 100 MB')
  })

  test('[M3] more than a course has room for, with what is on its way', async () => {
    const ids = [await begin('a.mp4', 100 * mega), await begin('b.mp4', 100 * mega)]
    expect(await outcome(begin('c.mp4', 100 * mega))).toBe('tooLarge file.full')
    for (const uploadId of ids) await ana.ask(cancelUpload, { courseId, uploadId })
    await ana.ask(cancelUpload, { courseId, uploadId: await begin('c.mp4', 100 * mega) })
  })

  test('[M3] an empty file, and very many at once', async () => {
    expect(await outcome(begin('empty.mp4', 0))).toBe('invalid file.empty')
    const ids: UploadId[] = []
    let said = 'yes'
    while (said === 'yes' && ids.length < 40) said = await outcome(begin('small.bin', 10).then((id) => ids.push(id)))
    expect(said).toBe('busy upload.many')
    for (const uploadId of ids) await ana.ask(cancelUpload, { courseId, uploadId })
  })

  test('[M4] a page disguised as a picture, a picture cut off, a picture too large to draw', async () => {
    const disguised = Buffer.from('<!doctype html><script>document.title = "ran"</script>')
    const whole = await sharp({
      create: { width: 300, height: 300, channels: 3, noise: { type: 'gaussian', mean: 99, sigma: 40 }, background: 'red' },
    })
      .png()
      .toBuffer()
    // Its header promises 100,000 by 100,000 pixels: 30 GB once unpacked.
    const bomb = Buffer.from(whole)
    bomb.writeUInt32BE(100_000, 16)
    bomb.writeUInt32BE(100_000, 20)
    for (const [name, bytes, code] of [
      ['photo.png', disguised, 'file.other'],
      ['cut.png', whole.subarray(0, whole.length / 2), 'file.broken'],
      ['bomb.png', bomb, 'file.broken'],
    ] as const) {
      const id = await begin(name, bytes.length)
      await send(id, 0, bytes)
      expect([name, await outcome(finish(id))]).toEqual([name, `invalid ${code}`])
      expect(await outcome(ana.ask(getUpload, { courseId, uploadId: id })), 'it is gone').toBe('unknown upload.unknown')
      expect([name, await outcome(ana.ask(uploadFile, { courseId, name }, bytes))]).toEqual([name, `invalid ${code}`])
    }
    expect(await partsOnDisk()).toEqual([])
  })

  test('[M4] a wrong ending is set right', async () => {
    const jpeg = await sharp({ create: { width: 30, height: 30, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer()
    expect((await ana.ask(uploadFile, { courseId, name: '..\\..\\holiday.png' }, jpeg)).name).toBe('holiday.jpg')
  })
})

describe('what is sent', () => {
  const head = async (url: string, headers: Record<string, string> = {}, method = 'GET') => {
    const answer = await ana.fetch(url, { headers, method })
    const body = await answer.text()
    return { status: answer.status, body, get: (name: string) => answer.headers.get(name) }
  }

  test('[M6] parts by range, nothing twice, and nothing but headers to HEAD', async () => {
    const file = await ana.ask(uploadFile, { courseId, name: 'sound.mp3' }, new TextEncoder().encode('ID3 then some sound'))
    const tag = `"${file.id}"`
    expect(await head(file.url, { range: 'bytes=4-7' })).toMatchObject({ status: 206, body: 'then' })
    expect(await head(file.url, { range: 'bytes=4-7', 'if-range': '"another"' })).toMatchObject({
      status: 200,
      body: 'ID3 then some sound',
    })
    expect(await head(file.url, { range: 'bytes=4-7', 'if-range': tag })).toMatchObject({ status: 206 })
    expect(await head(file.url, { range: 'bytes=99-' })).toMatchObject({ status: 416, body: '' })
    expect(await head(file.url, { 'if-none-match': `W/"x", ${tag}` })).toMatchObject({ status: 304, body: '' })
    const asked = await head(file.url, {}, 'HEAD')
    expect([asked.status, asked.body, asked.get('content-length'), asked.get('accept-ranges'), asked.get('etag')]).toEqual([
      200,
      '',
      '19',
      'bytes',
      tag,
    ])
    expect(asked.get('cache-control')).toContain('immutable')
  })

  test('[M7] a picture at the width of a screen, as AVIF once it is made', async () => {
    const photo = await sharp({
      create: { width: 1000, height: 500, channels: 3, noise: { type: 'gaussian', mean: 120, sigma: 30 }, background: 'red' },
    })
      .jpeg()
      .toBuffer()
    const file = await ana.ask(uploadFile, { courseId, name: 'wide.jpg' }, photo)
    const plain = await ana.fetch(`${file.url}/640`)
    expect([plain.status, plain.headers.get('content-type'), plain.headers.get('vary')]).toEqual([
      200,
      'image/webp',
      expect.stringContaining('Accept'),
    ])
    const small = await sharp(Buffer.from(await plain.arrayBuffer())).metadata()
    expect([small.format, small.width, small.height]).toEqual(['webp', 640, 320])
    await server.app.jobs.settled()
    const better = await ana.fetch(`${file.url}/640`, { headers: { accept: 'image/avif,image/webp,*/*' } })
    expect(better.headers.get('content-type')).toBe('image/avif')
    expect((await better.arrayBuffer()).byteLength).toBeLessThan(photo.length)
    // Wider than it is, or at a width nobody offers.
    expect((await head(`${file.url}/1440`)).get('content-type')).toBe('image/jpeg')
    expect((await head(`${file.url}/641`)).status).toBe(422)
    expect((await leo.fetch(`${file.url}/640`)).status).toBe(404)
  })

  test('[M5] polyglots and drawings keep their bytes and never their tricks', async () => {
    const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const both = Buffer.concat([png, Buffer.from('<script>alert(1)</script>')])
    const polyglot = await ana.ask(uploadFile, { courseId, name: 'both.png' }, both)
    const svg = await ana.ask(
      uploadFile,
      { courseId, name: 'drawing.svg' },
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    )
    for (const [url, type, disposition] of [
      [polyglot.url, 'image/png', 'inline'],
      [svg.url, 'application/octet-stream', 'attachment'],
    ] as const) {
      const answer = await head(url)
      expect([answer.get('content-type'), answer.get('content-disposition')?.split(';')[0]]).toEqual([type, disposition])
      expect(answer.get('x-content-type-options')).toBe('nosniff')
      expect(answer.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    }
  })
})
