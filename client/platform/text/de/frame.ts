import type { frame as english } from '../en/frame.ts'
import type { Translation } from '../words.ts'

export const frame: Translation<typeof english> = {
  toHome: 'Zur Startseite',
  notFound: 'Unter dieser Adresse gibt es nichts',
  notFoundText: 'Vielleicht ist der Link alt, oder die Sache ist umgezogen. Auf der Startseite findest du alles, was zu dir gehört.',
  broken: 'Diese Ansicht ist gescheitert',
  notPossible: 'Das hat nicht geklappt',
  noConnection: 'Der Server antwortet nicht',
  offline: 'Du bist offline. Was du schreibst, bleibt auf diesem Gerät und wird gesendet, sobald du zurück bist.',
}
