/** How many bytes of a file `sniff` wants to see. */
export const sniffedBytes = 4096

/** What bytes are by their first letters, and never by what somebody calls them; anything unknown is just bytes. */
export function sniff(bytes: Uint8Array): string {
  const at = (offset: number, letters: string) =>
    bytes.length >= offset + letters.length && Array.from(letters).every((letter, i) => bytes[offset + i] === letter.charCodeAt(0))
  if (at(0, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (at(0, '\xff\xd8\xff')) return 'image/jpeg'
  if (at(0, 'GIF87a') || at(0, 'GIF89a')) return 'image/gif'
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'image/webp'
  if (at(0, 'RIFF') && at(8, 'WAVE')) return 'audio/wav'
  if (at(4, 'ftyp')) return isoMedia(String.fromCharCode(...bytes.subarray(8, 12)), String.fromCharCode(...bytes.subarray(16, 48)))
  if (at(0, '\x1a\x45\xdf\xa3')) return matroska(bytes)
  if (at(0, 'OggS')) return 'audio/ogg'
  if (at(0, 'fLaC')) return 'audio/flac'
  if (at(0, 'ID3')) return 'audio/mpeg'
  if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xf6) === 0xf0) return 'audio/aac'
  if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2) return 'audio/mpeg'
  if (at(0, '%PDF-')) return 'application/pdf'
  if (at(0, 'PK\x03\x04')) return 'application/zip'
  return 'application/octet-stream'
}

/** MP4 and its kin, by their brand and those they say they fit as well. */
function isoMedia(brand: string, fitting: string): string {
  if (/^avi[fs]$/.test(brand) || (brand === 'mif1' && fitting.includes('avif'))) return 'image/avif'
  if (/^(hei[cxms]|hev[cmxs]|mif1|msf1)$/.test(brand)) return 'image/heic'
  if (/^M4[AB] $/.test(brand)) return 'audio/mp4'
  return brand === 'qt  ' ? 'video/quicktime' : 'video/mp4'
}

/** WebM calls itself so soon after its beginning; with no track of pictures announced it is sound. Other Matroska no browser plays. */
function matroska(bytes: Uint8Array): string {
  const head = Array.from(bytes.subarray(0, sniffedBytes), (byte) => String.fromCharCode(byte)).join('')
  if (head.slice(0, 64).includes('matroska')) return 'video/x-matroska'
  return /A_(OPUS|VORBIS)/.test(head) && !/V_[A-Z]/.test(head) ? 'audio/webm' : 'video/webm'
}

/** Endings of names, by the type that bytes are found to have; the first is the one to give. */
const endings: Record<string, readonly string[]> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/avif': ['avif', 'avifs'],
  'image/heic': ['heic', 'heif'],
  'audio/wav': ['wav', 'wave'],
  'audio/ogg': ['ogg', 'oga', 'opus', 'ogv'],
  'audio/flac': ['flac'],
  'audio/mpeg': ['mp3', 'mp2', 'mpga'],
  'audio/aac': ['aac'],
  'audio/mp4': ['m4a', 'm4b', 'mp4'],
  'audio/webm': ['webm', 'weba'],
  'video/webm': ['webm', 'weba'],
  'video/mp4': ['mp4', 'm4v', 'm4a', '3gp', 'mov'],
  'video/quicktime': ['mov', 'qt'],
  'application/pdf': ['pdf'],
}
const known = new Set(Object.values(endings).flat())

/**
 * The name with the ending that fits what the bytes are.
 *
 * Nothing when it claims to be a picture, sound, film or PDF and is none of these: somebody was deceived, or means to deceive.
 */
export function fittingName(name: string, type: string): string | undefined {
  const dot = name.lastIndexOf('.')
  const ending = dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
  const fits = endings[type]
  if (!fits) return known.has(ending) ? undefined : name
  if (fits.includes(ending)) return name
  return known.has(ending) ? `${name.slice(0, dot)}.${fits[0]}` : `${name}.${fits[0]}`
}
