import * as Y from 'yjs'
import { sleep } from '../proc.mjs'
import { RawClient } from '../raw-client.mjs'
import { beginUnits, Typist } from '../typist.mjs'

/**
 * Types, kills the server with SIGKILL in the middle, starts it again and counts what is missing.
 *
 * A server that acknowledges is held to what it acknowledged; one that does not, to what it had shown to another client.
 */
export const killed = (times) => ({
  name: 'kills',
  mostRounds: 1,
  async run(server) {
    const [course] = await server.courses(1)
    let lost = 0
    for (let time = 0; time < times; time++) {
      const writer = await new RawClient(server.url(course), course.id, server.dialect).open()
      const reader = await new RawClient(server.url(course), course.id, server.dialect).open()
      const typist = new Typist(course.lesson)
      writer.send(typist.begin())
      const keys = 10 + Math.floor(Math.random() * 40)
      for (let n = 0; n < keys; n++) {
        typist.text.insert(typist.text.length, 'x')
        writer.send(typist.take())
        await sleep(2)
      }
      // The first update brings the paragraph; a promise counts letters only.
      const promised = Math.max(0, server.acknowledges ? writer.saved - 1 : Math.min(keys, reader.received - beginUnits))
      writer.close()
      reader.close()
      await server.restart('SIGKILL')
      const after = await new RawClient(server.url(course), course.id, server.dialect).open()
      const doc = new Y.Doc()
      Y.applyUpdate(doc, after.state)
      after.close()
      const held = Y.getState(doc.store, typist.doc.clientID)
      lost += Math.max(0, promised - Math.max(0, held - beginUnits))
    }
    return { [`edits lost at ${times} kills`]: lost }
  },
})
