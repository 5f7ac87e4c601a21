/** Asks once, and again only after it failed. */
export function keptOnce<T>(fetch: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined
  return () => {
    asked ??= fetch().catch((error: unknown) => {
      asked = undefined
      throw error
    })
    return asked
  }
}
