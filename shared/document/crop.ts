/** The part of a picture that is shown, as shares of its width and height. */
export type Crop = { x: number; y: number; width: number; height: number }

/** Too thin to be seen, or meant. */
const least = 0.02

/** As it is written in a document; nothing for what shows the whole picture or makes no sense. */
export function cropOf(written: unknown): Crop | undefined {
  if (typeof written !== 'string' || !/^[\d.]{1,8}( [\d.]{1,8}){3}$/.test(written)) return undefined
  const [x, y, width, height] = written.split(' ').map(Number) as [number, number, number, number] // four, as just seen
  const fits =
    [x, y, width, height].every(Number.isFinite) && width >= least && height >= least && x + width <= 1.0001 && y + height <= 1.0001
  return fits && (width < 1 || height < 1) ? { x, y, width, height } : undefined
}

const share = (value: number) => String(Math.round(value * 10_000) / 10_000)

/** One word for it, so that of two people who crop at once one is right and nothing is mixed. */
export function writeCrop({ x, y, width, height }: Crop): string {
  return width > 0.999 && height > 0.999 ? '' : [x, y, width, height].map(share).join(' ')
}

/** The frame's shape, and where the whole picture lies behind it. Without a size nothing is cut. */
export function cropStyles(crop: Crop | undefined, width: number | undefined, height: number | undefined) {
  if (!crop || !width || !height) return undefined
  const percent = (value: number) => `${Math.round(value * 100_000) / 1000}%`
  return {
    frame: {
      'aspect-ratio': `${Math.round(crop.width * width)} / ${Math.round(crop.height * height)}`,
      'max-inline-size': `${Math.round(crop.width * width)}px`,
    },
    picture: {
      'inline-size': percent(1 / crop.width),
      'block-size': percent(1 / crop.height),
      // Left and top whichever way a language runs: a picture is not mirrored.
      left: percent(-crop.x / crop.width),
      top: percent(-crop.y / crop.height),
    },
  }
}
