/** What bytes are by their first letters, and never by what somebody calls them; anything unknown is just bytes. */
export function sniff(bytes: Uint8Array): string {
  const at = (offset: number, letters: string) =>
    bytes.length >= offset + letters.length && Array.from(letters).every((letter, i) => bytes[offset + i] === letter.charCodeAt(0))
  if (at(0, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (at(0, '\xff\xd8\xff')) return 'image/jpeg'
  if (at(0, 'GIF87a') || at(0, 'GIF89a')) return 'image/gif'
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'image/webp'
  if (at(0, 'RIFF') && at(8, 'WAVE')) return 'audio/wav'
  if (at(4, 'ftyp')) return at(8, 'avif') || at(8, 'avis') ? 'image/avif' : 'video/mp4'
  if (at(0, '\x1a\x45\xdf\xa3')) return 'video/webm'
  if (at(0, 'OggS')) return 'audio/ogg'
  if (at(0, 'ID3') || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2)) return 'audio/mpeg'
  if (at(0, '%PDF-')) return 'application/pdf'
  if (at(0, 'PK\x03\x04')) return 'application/zip'
  return 'application/octet-stream'
}
