import type { EditorView } from 'prosemirror-view'
import type { Prose } from '../../shared/document/prose.ts'

// The bank of questions belongs to another room: the text asks for it, and whoever holds the text answers.

/** A question is wanted from the bank, or one of the text is to be kept there. */
export type BankWish = { insert: (question: Prose) => void } | { keep: Prose; onKept: (id: string, version: number) => void }

const name = 'colloquy-bank'

export function askBank(view: EditorView, wish: BankWish): void {
  view.dom.dispatchEvent(new CustomEvent<BankWish>(name, { bubbles: true, detail: wish }))
}

/** Hears what a text inside `around` asks of the bank. */
export function onBankWish(around: HTMLElement, hear: (wish: BankWish) => void): void {
  around.addEventListener(name, (event) => {
    if (event instanceof CustomEvent) hear(event.detail as BankWish) // only `askBank` sends one of this name
  })
}
