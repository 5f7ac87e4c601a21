import type { RouteSectionProps } from '@solidjs/router'
import { ErrorBoundary, Suspense } from 'solid-js'
import { Toasts } from '../../ui/Toasts.tsx'
import { Tooltips } from '../../ui/Tooltips.tsx'
import { Broken } from './Broken.tsx'
import { OfflineBanner } from './OfflineBanner.tsx'

/** What surrounds every screen: its faults, the words that come and go, and the net when it is gone. */
export function Frame(props: RouteSectionProps) {
  return (
    <>
      <OfflineBanner />
      <ErrorBoundary fallback={(error: unknown, retry) => <Broken error={error} retry={retry} />}>
        <Suspense>{props.children}</Suspense>
      </ErrorBoundary>
      <Toasts />
      <Tooltips />
    </>
  )
}
