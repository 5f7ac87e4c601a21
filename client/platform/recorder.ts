// What records lends to what shows: the editor and the player know no more of it.

export type RecordKind = 'camera' | 'screen' | 'voice'
/** What was recorded, how long it is, and what of it is to be played, in seconds. */
export type Recorded = { file: File; seconds: number; start: number | null; end: number | null }
/** A recording that was made and has not reached its place. */
export type Unfinished = { id: string; place: string; kind: RecordKind; seconds: number; at: number }
/** What the place of a recording can take. */
export type Room = {
  /** The block or question. */
  place: string
  mostBytes?: number | undefined
  /** It cannot say what of a file is played: what is cut off is cut out of the file. */
  cutsFile?: boolean
}

/** Records for blocks and answers. Null: nothing came of it yet. `upload`: the person would rather choose a file. */
export type Recorder = {
  record: (wish: Room & { kind: RecordKind }) => Promise<Recorded | 'upload' | null>
  unfinished: () => Promise<Unfinished[]>
  /** Looks at what was left; it may be trimmed, used here, or thrown away. */
  goOn: (id: string, room: Room) => Promise<Recorded | 'upload' | null>
  /** Its place has it: nothing of it need be remembered. */
  taken: (place: string) => void
}
