import Languages from 'lucide-solid/icons/languages'
import SunMoon from 'lucide-solid/icons/sun-moon'
import { showProblem } from '../../platform/problems.ts'
import { chosenLanguage, languages, setLanguage, t, type Language } from '../../platform/text.ts'
import { setTheme, theme, themes } from '../../platform/theme.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'

const themeNames = { system: 'ui.themeSystem', light: 'ui.themeLight', dark: 'ui.themeDark' } as const

/** The themes as choices of a menu. */
export const themeItems = (): MenuItem[] =>
  themes.map((one) => ({ label: t(themeNames[one]), checked: theme() === one, onSelect: () => setTheme(one) }))

/** The languages as choices of a menu, each by its own name. */
export const languageItems = (): MenuItem[] =>
  Object.entries(languages).map(([tag, name]) => ({
    label: name,
    checked: chosenLanguage() === tag,
    onSelect: () => void setLanguage(tag as Language).catch(showProblem), // a key of `languages`
  }))

/** Theme and language, for pages without an account menu. */
export function Preferences() {
  return (
    <>
      <Menu
        label={t('ui.theme')}
        placement="top-start"
        items={themeItems()}
        trigger={(opener) => (
          <Button {...opener} tone="quiet" size="small">
            <SunMoon /> {t('ui.theme')}
          </Button>
        )}
      />
      <Menu
        label={t('ui.language')}
        placement="top-start"
        items={languageItems()}
        trigger={(opener) => (
          <Button {...opener} tone="quiet" size="small">
            <Languages /> {t('ui.language')}
          </Button>
        )}
      />
    </>
  )
}
