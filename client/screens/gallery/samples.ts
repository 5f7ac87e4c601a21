// The gallery has no course and so no files. What its specimens name under this address stands in here: a drawing, a tone,
// a short film painted while it is looked at.

const at = '/api/courses/gallery/files/'
export const harbour = { file: 'harbour', src: `${at}harbour`, width: 320, height: 200 }
export const film = { file: 'film', src: `${at}film`, name: 'mooring.webm', width: 320, height: 180 }
export const tone = { file: 'tone', src: `${at}tone`, name: 'horn.wav' }
export const paper = { file: 'paper', src: `${at}paper`, name: 'mooring-plan.pdf', bytes: 431_000, type: 'application/pdf' }

const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200" viewBox="0 0 320 200">
<rect width="320" height="200" fill="#cfe3ea"/><path d="M0 130h320v70H0z" fill="#4d8ba0"/><path d="M0 118h120v14H0z" fill="#8a6f52"/>
<path d="M170 140h100l-18 24h-66z" fill="#b5472f"/><path d="M218 60v80h44z" fill="#fff"/><path d="M212 70v70h-34z" fill="#f1e8d8"/>
<circle cx="276" cy="42" r="18" fill="#f6c453"/></svg>`

/** Half a second of a tone. */
function aTone(): Blob {
  const samples = new DataView(new ArrayBuffer(44 + 8000))
  const letters = (place: number, word: string) => Array.from(word, (letter, i) => samples.setUint8(place + i, letter.charCodeAt(0)))
  letters(0, 'RIFF')
  samples.setUint32(4, 36 + 8000, true)
  letters(8, 'WAVEfmt ')
  for (const [place, value] of [
    [16, 16],
    [24, 8000],
    [28, 16_000],
    [40, 8000],
  ] as const)
    samples.setUint32(place, value, true)
  for (const [place, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    samples.setUint16(place, value, true)
  letters(36, 'data')
  for (let n = 0; n < 4000; n++) samples.setInt16(44 + n * 2, Math.round(9000 * Math.sin(n / 3)), true)
  return new Blob([samples.buffer], { type: 'audio/wav' })
}

/** Two seconds of a colour that goes round. */
async function aFilm(): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 })
  const context = canvas.getContext('2d')
  const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm;codecs=vp8' })
  const pieces: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data))
  const stopped = new Promise((done) => recorder.addEventListener('stop', done))
  recorder.start()
  for (let frame = 0; frame < 20; frame++) {
    if (context) {
      context.fillStyle = `hsl(${180 + frame * 3} 40% 45%)`
      context.fillRect(0, 0, 320, 180)
    }
    await new Promise((next) => setTimeout(next, 100))
  }
  recorder.stop()
  await stopped
  return new Blob(pieces, { type: 'video/webm' })
}

/** Lets what is named above be shown, until `undo` is called: elements that are given its address get what stands in for it. */
export async function standIn(): Promise<{ undo: () => void }> {
  const blobs = {
    harbour: new Blob([drawn], { type: 'image/svg+xml' }),
    tone: aTone(),
    film: await aFilm(),
    paper: new Blob(['%PDF-1.4'], { type: 'application/pdf' }),
  }
  const urls = new Map(Object.entries(blobs).map(([name, blob]) => [at + name, URL.createObjectURL(blob)]))
  const instead = (value: string) => {
    const [address = '', stretch] = value.split('#')
    const url = urls.get(address)
    return url ? url + (stretch ? `#${stretch}` : '') : value
  }
  const { setAttribute } = Element.prototype
  const src = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')!
  Element.prototype.setAttribute = function (name, value) {
    setAttribute.call(this, name, /^(src|poster|href)$/.test(name) ? instead(String(value)) : value)
  }
  Object.defineProperty(HTMLImageElement.prototype, 'src', {
    ...src,
    set: function (this: HTMLImageElement, value: string) {
      src.set!.call(this, instead(value))
    } as (value: unknown) => void,
  })
  return {
    undo() {
      Element.prototype.setAttribute = setAttribute
      Object.defineProperty(HTMLImageElement.prototype, 'src', src)
      for (const url of urls.values()) URL.revokeObjectURL(url)
    },
  }
}
