import type { KatexOptions } from 'katex'

// Formulas. What sets them is large and most lessons have none, so it comes with the first formula on the screen.

type Katex = { render: (tex: string, into: HTMLElement, options: KatexOptions) => void }
let katex: Promise<Katex> | undefined

async function load(): Promise<Katex> {
  const [module] = await Promise.all([import('katex'), import('katex/dist/katex.min.css')])
  return module.default
}

/** What cannot be read of a formula: `near` are the signs where reading stopped. */
export type MathsFault = { near: string }

/**
 * Sets TeX as a formula into an element, in place of what it holds; answers what is wrong with it, or null.
 *
 * Rejects where the setter cannot be fetched: then the element stays as it was. Formulas cannot load, link or run anything.
 */
export async function setMaths(into: HTMLElement, tex: string, display: boolean): Promise<MathsFault | null> {
  katex ??= load()
  const { render } = await katex.catch((error: unknown) => {
    katex = undefined // offline: the next formula tries again
    throw error
  })
  const set = document.createElement('span')
  try {
    render(tex, set, { displayMode: display, throwOnError: true, strict: false, trust: false, maxSize: 20, maxExpand: 200 })
  } catch (error) {
    const at = typeof error === 'object' && error !== null && 'position' in error ? Number(error.position) : Number.NaN
    return { near: Number.isFinite(at) ? tex.slice(Math.max(0, at - 2), at + 10) : tex.slice(0, 12) }
  }
  into.replaceChildren(...set.childNodes)
  return null
}
