import ALargeSmall from 'lucide-solid/icons/a-large-small'
import { t } from '../platform/text.ts'
import { setTheme, theme, themes } from '../platform/theme.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { letterKeys, setLetterKeys, setTextSize, textSize, textSizes } from './reading.ts'

const sizeNames = { small: 'player.small', medium: 'player.medium', large: 'player.large' } as const
const themeNames = { system: 'ui.themeSystem', light: 'ui.themeLight', dark: 'ui.themeDark' } as const

/** How the text looks on this device: its size, and light or dark. */
export function Reading(props: { printHref?: string | undefined }) {
  return (
    <Menu
      label={t('player.reading')}
      placement="bottom-end"
      items={[
        { heading: t('player.textSize') },
        ...textSizes.map((size) => ({ label: t(sizeNames[size]), checked: textSize() === size, onSelect: () => setTextSize(size) })),
        'line',
        { heading: t('player.theme') },
        ...themes.map((one) => ({ label: t(themeNames[one]), checked: theme() === one, onSelect: () => setTheme(one) })),
        'line',
        { label: t('player.letterKeys'), checked: letterKeys(), onSelect: () => setLetterKeys(!letterKeys()) },
        ...(props.printHref ? [{ label: t('player.paper'), href: props.printHref }] : []),
      ]}
      trigger={(opener) => (
        <IconButton {...opener} label={t('player.reading')}>
          <ALargeSmall />
        </IconButton>
      )}
    />
  )
}
