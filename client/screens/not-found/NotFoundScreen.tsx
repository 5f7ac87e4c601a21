import { t } from '../../platform/text.ts'
import { useTitle } from '../../platform/title.ts'
import { NoSuchPlace } from './NoSuchPlace.tsx'

/** No screen lives at this address. */
export default function NotFoundScreen() {
  useTitle(() => t('frame.notFound'))
  return (
    <main>
      <NoSuchPlace />
    </main>
  )
}
