import { auth } from './auth.ts'
import { frame } from './frame.ts'
import { home } from './home.ts'
import { problems } from './problems.ts'
import { ui } from './ui.ts'

/** Every sentence of the product in English, by room. A room is one file here and one in each other language. */
export const en = {
  auth,
  frame,
  home,
  problems,
  ui,
}
export type English = typeof en
