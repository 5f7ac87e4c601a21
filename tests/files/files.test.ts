import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { tidyPicture } from '../../server/files/images.ts'
import { fittingName, sniff } from '../../server/files/sniff.ts'
import { srcsetOf } from '../../shared/file-addresses.ts'

const text = (letters: string) => new TextEncoder().encode(letters)
const latin = (letters: string) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
const red = { create: { width: 40, height: 20, channels: 3, background: 'red' } } as const

describe('what a file is', () => {
  test('is told by its first bytes', async () => {
    expect(sniff(await sharp(red).png().toBuffer())).toBe('image/png')
    expect(sniff(await sharp(red).jpeg().toBuffer())).toBe('image/jpeg')
    expect(sniff(await sharp(red).gif().toBuffer())).toBe('image/gif')
    expect(sniff(await sharp(red).webp().toBuffer())).toBe('image/webp')
    expect(sniff(await sharp(red).avif().toBuffer())).toBe('image/avif')
    expect(sniff(latin('%PDF-1.7'))).toBe('application/pdf')
    expect(sniff(latin('\0\0\0\x18ftypisom'))).toBe('video/mp4')
    expect(sniff(latin('\x1a\x45\xdf\xa3 webm V_VP8 A_OPUS'))).toBe('video/webm')
    expect(sniff(latin('\x1a\x45\xdf\xa3 webm A_OPUS'))).toBe('audio/webm')
    expect(sniff(latin('\x1a\x45\xdf\xa3 matroska'))).toBe('video/x-matroska')
    expect(sniff(latin('\0\0\0\x18ftypM4A '))).toBe('audio/mp4')
    expect(sniff(latin('\0\0\0\x18ftypheic'))).toBe('image/heic')
    expect(sniff(latin('fLaC'))).toBe('audio/flac')
    expect(sniff(latin('ID3\x04'))).toBe('audio/mpeg')
    expect(sniff(latin('PK\x03\x04'))).toBe('application/zip')
  })

  test('is nothing a page could run, whatever it begins with', () => {
    for (const letters of [
      '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
      '<!doctype html><script>1</script>',
      '<?xml version="1.0"?><svg/>',
      'alert(1)',
      '',
      'P',
      'GIF8',
    ])
      expect([letters, sniff(text(letters))]).toEqual([letters, 'application/octet-stream'])
  })
})

describe('what a file is called', () => {
  test('[M4] its ending follows what it is', () => {
    expect(fittingName('holiday.png', 'image/jpeg')).toBe('holiday.jpg')
    expect(fittingName('holiday.JPEG', 'image/jpeg')).toBe('holiday.JPEG')
    expect(fittingName('clipboard', 'image/png')).toBe('clipboard.png')
    expect(fittingName('talk.mp4', 'video/quicktime')).toBe('talk.mov')
    expect(fittingName('report.docx', 'application/zip')).toBe('report.docx')
  })

  test('[M4] what claims to be a picture or a film and is none is not taken', () => {
    expect(fittingName('photo.png', 'application/octet-stream')).toBeUndefined()
    expect(fittingName('film.mp4', 'application/zip')).toBeUndefined()
    expect(fittingName('paper.PDF', 'application/octet-stream')).toBeUndefined()
    expect(fittingName('page.html', 'application/octet-stream')).toBe('page.html')
  })
})

test('[M7] a picture names its smaller ones, and only those that are smaller', () => {
  const src = `/api/courses/abcd/files/${'0'.repeat(64)}`
  expect(srcsetOf(src, 800)).toBe(`${src}/320 320w, ${src}/640 640w, ${src} 800w`)
  expect([srcsetOf(src, 300), srcsetOf(src, null), srcsetOf('https://other.example/a.png', 800)]).toEqual([undefined, undefined, undefined])
})

describe('a picture', () => {
  test('from a camera is turned upright and loses place and time', async () => {
    const photo = await sharp(red)
      .withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitude: '48/1 8/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await sharp(photo).metadata()).exif).toBeDefined()
    const tidy = await tidyPicture(photo, 'image/jpeg')
    expect([tidy.width, tidy.height]).toEqual([20, 40])
    const facts = await sharp(tidy.bytes!).metadata()
    expect([facts.format, facts.width, facts.height, facts.exif, facts.orientation]).toEqual(['jpeg', 20, 40, undefined, undefined])
  })

  test('that needs nothing stays as it is, byte for byte', async () => {
    const plain = await sharp(red).png().toBuffer()
    expect(await tidyPicture(plain, 'image/png')).toEqual({ width: 40, height: 20 })
  })

  test('that moves goes on moving', async () => {
    const frames = await Promise.all(
      ['red', 'green', 'blue'].map((background) =>
        sharp({ create: { ...red.create, background } })
          .raw()
          .toBuffer(),
      ),
    )
    const moving = await sharp(Buffer.concat(frames), { raw: { width: 40, height: 60, channels: 3, pageHeight: 20 } })
      .gif({ delay: [100, 100, 100], loop: 0 })
      .toBuffer()
    const tidy = await tidyPicture(moving, 'image/gif')
    expect(tidy).toEqual({ width: 40, height: 20 })
  })

  test('larger than any screen is made smaller', async () => {
    const huge = await sharp({ create: { ...red.create, width: 8000, height: 400 } })
      .jpeg()
      .toBuffer()
    const tidy = await tidyPicture(huge, 'image/jpeg')
    expect([tidy.width, tidy.height]).toEqual([3840, 192])
  })

  test('that is cut off, or none at all, is refused', async () => {
    const whole = await sharp({
      create: { width: 400, height: 400, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 60 }, background: 'red' },
    })
      .jpeg()
      .toBuffer()
    const broken = expect.objectContaining({ kind: 'invalid', code: 'file.broken' })
    await expect(tidyPicture(whole.subarray(0, whole.length / 2), 'image/jpeg')).rejects.toEqual(broken)
    await expect(tidyPicture(latin('\x89PNG\r\n\x1a\nand then nothing'), 'image/png')).rejects.toEqual(broken)
  })
})
