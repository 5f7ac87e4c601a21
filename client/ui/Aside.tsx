import { ErrorBoundary, onMount, Suspense, type JSX } from 'solid-js'
import { showProblem } from '../platform/problems.ts'

/** Something beside the work, such as a dialog whose code comes later: when it fails, a toast says so and the screen stays. */
export function Aside(props: { onFail?: () => void; children: JSX.Element }) {
  return (
    <ErrorBoundary fallback={(error: unknown) => <Failed error={error} onFail={() => props.onFail?.()} />}>
      <Suspense>{props.children}</Suspense>
    </ErrorBoundary>
  )
}

function Failed(props: { error: unknown; onFail: () => void }) {
  onMount(() => {
    showProblem(props.error)
    props.onFail()
  })
  return null
}
