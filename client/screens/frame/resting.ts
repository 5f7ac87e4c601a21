import { createSignal, onCleanup } from 'solid-js'

const restMs = 1200

/** Whether the hands rest: what takes the focus away must not catch the end of a sentence. */
export function createResting(): () => boolean {
  const [resting, setResting] = createSignal(true)
  let timer: ReturnType<typeof setTimeout> | undefined
  const onKey = () => {
    setResting(false)
    clearTimeout(timer)
    timer = setTimeout(() => setResting(true), restMs)
  }
  document.addEventListener('keydown', onKey, true)
  onCleanup(() => {
    clearTimeout(timer)
    document.removeEventListener('keydown', onKey, true)
  })
  return resting
}
