import * as Y from 'yjs'

/** The same numbers in [0, 1) for the same seed, so that all servers are told the same story. Source: Mulberry32. */
export function chance(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Share of keys that take a letter back, and how many keys are typed on average before the caret goes elsewhere. */
const backspaces = 0.08
const keysInARow = 20

/**
 * Types into a paragraph of its own and hands over each key's update, as an editor would send it.
 *
 * It types like people do: some words here, some there, now and then a letter taken back. So its history does not
 * melt into one piece, as letters that follow one another would.
 */
export class Typist {
  constructor(lesson, { seed = Math.random() * 2 ** 32, clientId } = {}) {
    this.doc = new Y.Doc()
    if (clientId !== undefined) this.doc.clientID = clientId
    this.out = []
    this.doc.on('update', (update) => this.out.push(update))
    this.fragment = this.doc.getXmlFragment(`l:${lesson}`)
    this.random = chance(seed)
    this.caret = 0
  }

  /** The update that starts the paragraph; it takes `beginUnits` of its client's clock. */
  begin() {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.setAttribute('id', Math.random().toString(36).slice(2, 14).padEnd(12, '0'))
    this.text = new Y.XmlText()
    paragraph.insert(0, [this.text])
    this.doc.transact(() => this.fragment.insert(0, [paragraph]))
    return this.take()
  }

  /** The update of one key, and how many letters it brings. */
  key() {
    const { random, text } = this
    if (random() < 1 / keysInARow) this.caret = Math.floor(random() * (text.length + 1))
    if (this.caret > 0 && random() < backspaces) {
      text.delete(--this.caret, 1)
      return { update: this.take(), units: 0 }
    }
    text.insert(this.caret++, String.fromCharCode(97 + Math.floor(random() * 26)))
    return { update: this.take(), units: 1 }
  }

  take() {
    const [update] = this.out.splice(0)
    return update
  }
}

/** The paragraph, its attribute and its text. */
export const beginUnits = 3
