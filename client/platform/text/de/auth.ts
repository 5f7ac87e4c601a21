import type { auth as english } from '../en/auth.ts'
import type { Translation } from '../words.ts'

export const auth: Translation<typeof english> = {
  signIn: 'Anmelden',
  signInAbout: 'Neu hier? Wer eine Gruppe leitet, kann dich einladen.',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  signOut: 'Abmelden',
  demoTitle: 'Dies ist eine Demo: Komm als jemand herein',
  demoAbout: 'Ein Klick, kein Passwort. Das kann jeder an diesem Rechner, solange der Demo-Modus an ist; schalte ihn für echte Menschen aus (DEMO=off).',
  expiredTitle: 'Melde dich noch einmal an',
  expiredAbout: 'Deine Sitzung ist abgelaufen. Was auf dem Bildschirm steht, bleibt so.',
  signedInAgain: 'Du bist wieder angemeldet.',
}
