import { createContext } from 'solid-js'

/** Where a page of somebody else's is shown from. Nothing where a course is played apart from its server: then it is only linked. */
export const FramesContext = createContext<(url: string) => string | undefined>(() => undefined)
