/** The start screen. */
export const home = {
  title: 'Start',
  hello: 'Hello, {name}',
}
