// How a text names what lies outside of its course: people, and other courses of this site.

const toPerson = '#person'
/** A person named in a text: by id, with the words as their name, which stay when the person goes. */
export const personHref = (person: string) => `${toPerson}=${person}`
/** What of it goes to readers: that it is somebody's name, and no id. */
export const anyPersonHref = toPerson
export const isPersonHref = (href: unknown): boolean => typeof href === 'string' && /^#person(=[\w-]{1,64})?$/.test(href)

const toCourse = '/play/'
/** A link to another course of this site: to where it is learnt, for those who may. */
export const courseHref = (course: string) => toCourse + course
export const courseOfHref = (href: unknown): string | undefined =>
  typeof href === 'string' && /^\/play\/[\w-]{4,64}$/.test(href) ? href.slice(toCourse.length) : undefined
