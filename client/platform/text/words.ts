/** A sentence that depends on `count`; the forms are those of the language, and `other` always exists. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** What one room says, by key. `{name}` in a sentence is replaced by the variable of that name. */
export type Words = Readonly<Record<string, string | Plural>>

/** The same keys in another language, which may have other plural forms. */
export type Translation<English> = { readonly [Key in keyof English]: English[Key] extends string ? string : Plural }

/** What replaces `{name}`: a number is written as the language writes numbers. */
export type Variables = Readonly<Record<string, string | number>>

/** The sentence for `variables`, in `language`. A variable that is not given stays visible as `{name}`. */
export function say(words: string | Plural, variables: Variables, language: string): string {
  const sentence = typeof words === 'string' ? words : (words[pluralOf(variables['count'], language)] ?? words.other)
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = variables[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? knownFor(language).numbers.format(value) : value
  })
}

function pluralOf(count: string | number | undefined, language: string): Intl.LDMLPluralRule {
  return typeof count === 'number' ? knownFor(language).plurals.select(count) : 'other'
}

// Each costs more to make than a thousand sentences to say.
const known = new Map<string, { plurals: Intl.PluralRules; numbers: Intl.NumberFormat }>()
function knownFor(language: string) {
  const made = known.get(language) ?? { plurals: new Intl.PluralRules(language), numbers: new Intl.NumberFormat(language) }
  known.set(language, made)
  return made
}
