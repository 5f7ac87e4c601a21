import type { embeds as english } from '../en/embeds.ts'
import type { Translation } from '../words.ts'

export const embeds: Translation<typeof english> = {
  menu: 'Seiten anderer…',
  title: 'Seiten anderer in Lektionen',
  about:
    'Was Lektionen dieser Gruppe und der Gruppen darin zeigen dürfen. Was hier nicht erlaubt ist, wird nur verlinkt, auch in schon Veröffentlichtem.',
  known: 'Bekannte Player und Tafeln',
  knownHint: '{names}. Sie werden in der Form gezeigt, die am wenigsten speichert.',
  knownAbove: 'Eine Gruppe darüber verbietet sie.',
  above: 'Von Gruppen darüber erlaubt',
  own: 'Von dieser Gruppe erlaubt',
  none: 'Keine weitere Seite.',
  forbid: '{host} verbieten',
  host: 'Weiteren Host erlauben',
  hostHint: 'Sein Name oder die Adresse einer seiner Seiten. Er steht nur für sich: charts.example.com erlaubt nicht example.com.',
  allow: 'Erlauben',
  noHost: 'Das nennt keinen Host. Er sieht aus wie charts.example.com.',
  isAbove: 'Eine Gruppe darüber erlaubt {host} schon.',
  saved: 'Welche Seiten Lektionen zeigen dürfen, ist gesetzt.',
}
