/** The names that are there, as one class attribute; what a style sheet does not define is left out. */
export const classes = (...names: (string | undefined | false)[]) => names.filter(Boolean).join(' ')
