import Compass from 'lucide-solid/icons/compass'
import { t } from '../../platform/text.ts'
import { useTitle } from '../../platform/title.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** No screen lives at this address. */
export default function NotFoundScreen() {
  useTitle(() => t('frame.notFound'))
  return (
    <main>
      <EmptyState alone icon={Compass} title={t('frame.notFound')} text={t('frame.notFoundText')}>
        <ButtonLink tone="primary" href="/">
          {t('frame.toHome')}
        </ButtonLink>
      </EmptyState>
    </main>
  )
}
