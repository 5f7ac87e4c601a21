import { useMe } from '../../platform/session.ts'
import { t } from '../../platform/text.ts'

/** Where a person starts: what goes on for them. */
export default function HomeScreen() {
  const me = useMe()
  return (
    <main>
      <h1>{t('home.hello', { name: me().name })}</h1>
    </main>
  )
}
