import { createSignal } from 'solid-js'

/** A short word about something that just happened, which goes by itself. */
export type Toast = { id: number; text: string; tone: 'plain' | 'ok' | 'danger'; action?: { label: string; run: () => void } }

const [toasts, setToasts] = createSignal<readonly Toast[]>([])
let last = 0

/** What is on the screen now, oldest first. */
export { toasts }

/** Says `text` for some seconds. Give an `action` for an undo; then it stays twice as long. */
export function toast(text: string, { tone = 'plain', action }: Partial<Pick<Toast, 'tone' | 'action'>> = {}): void {
  const next: Toast = { id: ++last, text, tone, ...(action && { action }) }
  setToasts((now) => [...now.slice(-2), next])
  setTimeout(() => dismissToast(next.id), action || tone === 'danger' ? 12_000 : 6_000)
}

export const dismissToast = (id: number) => setToasts((now) => now.filter((toast) => toast.id !== id))
