import type { Endpoint } from './endpoint.ts'
import { getMe, searchPeople } from './people.ts'

/** Every endpoint there is: the client's typed calls and the machine-readable description come from this one list. */
export const contract: readonly Endpoint[] = [getMe, searchPeople]
