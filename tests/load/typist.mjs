import * as Y from 'yjs'

/** Types into a paragraph of its own and hands over each key's update, as an editor would send it. */
export class Typist {
  constructor(lesson) {
    this.doc = new Y.Doc()
    this.out = []
    this.doc.on('update', (update) => this.out.push(update))
    this.fragment = this.doc.getXmlFragment(`l:${lesson}`)
  }

  /** The update that starts the paragraph. */
  begin() {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.setAttribute('id', Math.random().toString(36).slice(2, 14).padEnd(12, '0'))
    this.text = new Y.XmlText()
    paragraph.insert(0, [this.text])
    this.doc.transact(() => this.fragment.insert(0, [paragraph]))
    return this.take()
  }

  /** The update of one key: usually a letter at the end, now and then one taken back. */
  key() {
    const n = this.text.length
    if (n > 20 && n % 25 === 24 && !this.tookBack) {
      this.tookBack = true
      this.text.delete(n - 1, 1)
      return { update: this.take(), units: 0 }
    }
    this.tookBack = false
    this.text.insert(n, String.fromCharCode(97 + (n % 26)))
    return { update: this.take(), units: 1 }
  }

  take() {
    const [update] = this.out.splice(0)
    return update
  }
}
