import Ellipsis from 'lucide-solid/icons/ellipsis'
import { createSignal } from 'solid-js'
import { t } from '../platform/text.ts'
import { toast } from '../platform/toast.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import styles from './More.module.css'

type MoreProps = {
  link: string
  mine: boolean
  hidden: boolean
  mayModerate: boolean
  mayRemove: boolean
  /** The question before removing. */
  ask: string
  onEdit: () => void
  onHide: (hidden: boolean) => void
  onRemove: () => unknown
}

/** What else one may do with a question or an answer. */
export function More(props: MoreProps) {
  const [asking, setAsking] = createSignal(false)
  const copy = async () => {
    await navigator.clipboard.writeText(props.link)
    toast(t('forums.linkCopied'), { tone: 'ok' })
  }
  const items = (): MenuItem[] => [
    { label: t('forums.copyLink'), onSelect: () => void copy() },
    ...(props.mine ? [{ label: t('ui.edit'), onSelect: props.onEdit }] : []),
    ...(props.mayModerate ? [{ label: t(props.hidden ? 'forums.show' : 'forums.hide'), onSelect: () => props.onHide(!props.hidden) }] : []),
    ...(props.mine && props.mayRemove
      ? ['line' as const, { label: t('forums.remove'), danger: true, onSelect: () => setAsking(true) }]
      : []),
  ]
  return (
    <span class={styles.more}>
      <Menu
        label={t('forums.actions')}
        placement="bottom-end"
        items={items()}
        trigger={(opener) => (
          <IconButton {...opener} size="small" label={t('forums.actions')}>
            <Ellipsis />
          </IconButton>
        )}
      />
      <Dialog
        open={asking()}
        onClose={() => setAsking(false)}
        size="small"
        title={props.ask}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('ui.cancel')}</Button>
            <Button
              tone="danger"
              onClick={() => {
                setAsking(false)
                props.onRemove()
              }}
            >
              {t('forums.remove')}
            </Button>
          </>
        }
      >
        <p>{t('forums.removeText')}</p>
      </Dialog>
    </span>
  )
}
