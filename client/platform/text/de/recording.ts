import type { recording as english } from '../en/recording.ts'
import type { Translation } from '../words.ts'

export const recording: Translation<typeof english> = {
  camera: 'Mit der Kamera aufnehmen',
  screen: 'Bildschirm aufnehmen',
  voice: 'Stimme aufnehmen',
  fileName: 'Aufnahme',

  opening: 'Dein Browser fragt, ob diese Seite aufnehmen darf. Erlaube es.',
  screenAbout:
    'Dein Browser fragt, was du zeigen willst: den ganzen Bildschirm, ein Fenster oder einen Tab. Bevor du beginnst, wird nichts aufgenommen.',
  chooseScreen: 'Wählen, was zu sehen ist',
  withVoice: 'Auch meine Stimme aufnehmen',
  cameraChoice: 'Kamera',
  microphoneChoice: 'Mikrofon',
  silent: 'Ohne Ton',
  limit: 'Eine Aufnahme darf {time} lang sein. Sie bleibt auf diesem Gerät, bis du sie verwendest.',
  noSound: 'Es gibt kein Mikrofon, das diese Seite verwenden darf. Aufgenommen wird ohne deine Stimme.',
  preview: 'Was aufgenommen wird',
  start: 'Aufnahme beginnen',

  pause: 'Anhalten',
  goOn: 'Weiter',
  stop: 'Beenden',
  isRunning: 'Aufnahme läuft',
  isPaused: 'Angehalten',
  left: 'noch {time}',

  reading: 'Deine Aufnahme wird vorbereitet',
  take: 'Deine Aufnahme',
  trim: 'Enden abschneiden',
  startsAt: 'Beginnt bei',
  endsAt: 'Endet bei',
  length: '{time} lang.',
  rough: 'Die Datei beginnt bis zu zwei Sekunden früher: Sie kann nur mit einem ganzen Bild beginnen.',
  full: 'Die Aufnahme endet hier, weil die Datei sonst zu groß geworden wäre.',
  use: 'Aufnahme verwenden',
  again: 'Neu aufnehmen',
  throwAway: 'Wegwerfen',
  throwAwayAsk: 'Diese Aufnahme wegwerfen? Sie lässt sich nicht zurückholen.',
  keepIt: 'Behalten',

  tryAgain: 'Noch einmal versuchen',
  upload: 'Stattdessen eine Datei wählen',
  'hindered.denied': 'Diese Seite darf nicht aufnehmen.',
  'hindered.missing': 'Hier ist nichts, womit sich aufnehmen ließe.',
  'hindered.busy': 'Etwas anderes verwendet sie gerade.',
  'hindered.unsupported': 'Dieser Browser kann hier nicht aufnehmen.',
  'hindered.failed': 'Die Aufnahme hat nicht begonnen.',
  'help.denied':
    'Erlaube es mit dem Zeichen neben der Adresse dieser Seite oder in den Einstellungen deines Browsers und versuche es noch einmal. Oder wähle eine Datei, die du anderswo aufgenommen hast.',
  'help.missing':
    'Schließ eine Kamera oder ein Mikrofon an und versuche es noch einmal. Oder wähle eine Datei, die du anderswo aufgenommen hast.',
  'help.busy': 'Schließ andere Programme und Tabs, die Kamera oder Mikrofon verwenden, und versuche es noch einmal. Oder wähle eine Datei.',
  'help.unsupported':
    'Nimm mit einem Programm deines Geräts auf und wähle die Datei hier. Heutige Browser nehmen über eine sichere Verbindung (https) auf.',
  'help.failed': 'Versuche es noch einmal oder wähle eine Datei, die du anderswo aufgenommen hast.',

  unfinished: 'Du hast eine unfertige Aufnahme',
  unfinishedAbout: '{time} lang, {ago}. Nur dieses Gerät hat sie.',
  look: 'Ansehen',
}
