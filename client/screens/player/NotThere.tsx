import BookDashed from 'lucide-solid/icons/book-dashed'
import { Show } from 'solid-js'
import type { Problem } from '../../../shared/problem.ts'
import { wordsOf } from '../../platform/problems.ts'
import { t } from '../../platform/text.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../frame/Page.tsx'

/** A course that is not there for this person, or not yet. */
export default function NotThere(props: { courseId: string; problem: Problem }) {
  const isDraft = () => props.problem.code === 'play.unpublished'
  return (
    <Page>
      <EmptyState
        alone
        icon={BookDashed}
        title={t(isDraft() ? 'player.notYet' : 'player.notThere')}
        text={isDraft() ? wordsOf(props.problem) : `${wordsOf(props.problem)} ${t('player.notThereAsk')}`}
      >
        <Show when={isDraft()}>
          <ButtonLink href={`/courses/${props.courseId}`} tone="primary">
            {t('player.toDraft')}
          </ButtonLink>
        </Show>
        <ButtonLink href="/">{t('player.toHome')}</ButtonLink>
      </EmptyState>
    </Page>
  )
}
