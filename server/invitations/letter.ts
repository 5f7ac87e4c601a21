import type { Letter } from '../platform/mail.ts'

/** The letter that brings an invitation. Names come from people, so they stand in plain text and in short. */
export function letterFor({ to, by, place, link }: { to: string; by: string; place: string; link: string }): Letter {
  const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 80)
  return {
    to,
    subject: `${short(by)} invites you to ${short(place)}`,
    text: `${short(by)} invites you to ${short(place)} on Colloquy.\n\nOpen this link to join. It is good for 14 days and works once:\n${link}\n\nIf you do not know ${short(by)}, ignore this letter.\n`,
  }
}
