import { createSignal, onCleanup, type Component } from 'solid-js'

/** One thing the palette under Mod+K can do or go to. */
export type Command = { id: string; group: string; label: string; hint?: string; icon: Component; run: () => void }

const [offers, setOffers] = createSignal<readonly (() => readonly Command[])[]>([])

/** Adds commands to the palette while this component is shown. They are asked for whenever the palette opens. */
export function offerCommands(commands: () => readonly Command[]): void {
  setOffers((all) => [...all, commands])
  onCleanup(() => setOffers((all) => all.filter((each) => each !== commands)))
}

/** What the screen offers beside what is there everywhere, the nearest first. */
export const offeredCommands = (): Command[] => offers().flatMap((commands) => commands())
