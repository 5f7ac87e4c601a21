import { Show } from 'solid-js'
import { DemoPeople } from '../../auth/DemoPeople.tsx'
import { SignInForm } from '../../auth/SignInForm.tsx'
import { createDemoPeople } from '../../auth/state.ts'
import { me } from '../../platform/session.ts'
import { t } from '../../platform/text.ts'
import { toast } from '../../platform/toast.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import styles from './SignInAgain.module.css'

/** Over a screen whose session ended: the screen stays, and work goes on after signing in. */
export default function SignInAgain() {
  return (
    <Show when={!me()?.guest} fallback={<LinkOver />}>
      <Again />
    </Show>
  )
}

/** A guest's link has ended; there is no way back in by oneself. */
const LinkOver = () => (
  <Dialog open onClose={() => {}} title={t('review.guestOverTitle')} about={t('review.guestOverText')} size="small" unclosable>
    {null}
  </Dialog>
)

function Again() {
  const demoPeople = createDemoPeople()
  const mine = () => demoPeople()?.filter((person) => person.email === me()?.email)
  const goOn = () => toast(t('auth.signedInAgain'))
  return (
    // There is no closing it: nothing below would work. Leaving the page is always possible.
    <Dialog open onClose={() => {}} title={t('auth.expiredTitle')} about={t('auth.expiredAbout')} size="small" unclosable>
      <SignInForm email={me()?.email ?? ''} onSignedIn={goOn} />
      <Show when={mine()?.length}>
        <div class={styles.demo}>
          <DemoPeople people={mine() ?? []} onSignedIn={goOn} />
        </div>
      </Show>
    </Dialog>
  )
}
