import Compass from 'lucide-solid/icons/compass'
import { t } from '../../platform/text.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** In place of what is not there, or not for this person: the two look alike on purpose. */
export function NoSuchPlace() {
  return (
    <EmptyState alone icon={Compass} title={t('frame.notFound')} text={t('frame.notFoundText')}>
      <ButtonLink tone="primary" href="/">
        {t('frame.toHome')}
      </ButtonLink>
    </EmptyState>
  )
}
