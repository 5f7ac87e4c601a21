import type { home as english } from '../en/home.ts'
import type { Translation } from '../words.ts'

export const home: Translation<typeof english> = {
  title: 'Start',
  hello: 'Hallo, {name}',
}
