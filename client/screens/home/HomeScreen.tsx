import { useMe } from '../../platform/session.ts'
import { t } from '../../platform/text.ts'
import { useTitle } from '../../platform/title.ts'
import { Page } from '../frame/Page.tsx'

/** Where a person starts: what goes on for them. */
export default function HomeScreen() {
  const me = useMe()
  useTitle(() => t('home.title'))
  return (
    <Page>
      <h1>{t('home.hello', { name: me().name })}</h1>
    </Page>
  )
}
