import { authEndpoints } from './auth.ts'
import { courseEndpoints } from './courses.ts'
import type { Endpoint } from './endpoint.ts'
import { groupEndpoints } from './groups.ts'
import { peopleEndpoints } from './people.ts'

/** Every endpoint there is: the client's typed calls and the machine-readable description come from this one list. */
export const contract: readonly Endpoint[] = [...authEndpoints, ...peopleEndpoints, ...groupEndpoints, ...courseEndpoints]
