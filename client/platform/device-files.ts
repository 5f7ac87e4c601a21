// Files kept on this device for a while, in IndexedDB: what is on its way, and what is being recorded. A browser that
// keeps nothing (private mode, a full disk) is no reason to fail: then they last as long as the page.

const name = 'colloquy-files'
type Store = 'sending' | 'recording' | 'pieces'

let opening: Promise<IDBDatabase> | undefined
function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1)
    asked.addEventListener('upgradeneeded', () => {
      for (const store of ['sending', 'recording', 'pieces'] satisfies Store[]) asked.result.createObjectStore(store)
    })
    asked.addEventListener('success', () => resolve(asked.result))
    asked.addEventListener('error', () => reject(asked.error ?? new Error('no storage')))
  })
  opening.catch(() => (opening = undefined))
  return opening
}

async function run<T>(store: Store, mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open()
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, mode)
    const asked = ask(transaction.objectStore(store))
    transaction.addEventListener('complete', () => resolve(asked.result))
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not kept')))
  })
}

/** Keeps a value; answers whether it is kept. */
export const keepOnDevice = (store: Store, key: string, value: unknown): Promise<boolean> =>
  run(store, 'readwrite', (its) => its.put(value, key)).then(
    () => true,
    () => false,
  )
export const dropFromDevice = (store: Store, ...keys: string[]): Promise<void> =>
  Promise.all(keys.map((key) => run(store, 'readwrite', (its) => its.delete(key)))).then(
    () => {},
    () => {}, // what cannot be reached is not there
  )
/** All that is kept whose keys begin so, in the order of their keys. */
export const allOnDevice = (store: Store, prefix = ''): Promise<unknown[]> =>
  run(store, 'readonly', (its) => its.getAll(prefix ? IDBKeyRange.bound(prefix, `${prefix}\uffff`) : undefined)).catch(() => [])
export const keysOnDevice = (store: Store, prefix = ''): Promise<string[]> =>
  run(store, 'readonly', (its) => its.getAllKeys(prefix ? IDBKeyRange.bound(prefix, `${prefix}\uffff`) : undefined)).then(
    (keys) => keys.map(String),
    () => [],
  )
