import * as Y from 'yjs'

/** How many characters and nodes of each client a state vector covers. */
export const clocksOf = (stateVector: Uint8Array): ReadonlyMap<number, number> => Y.decodeStateVector(stateVector)
