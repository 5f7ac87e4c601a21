/** Keys by which programs act for somebody. */
export const keys = {
  title: 'Keys for programs',
  about: 'With a key a program may do what you may do, or only read it. Give each program its own, and take back what is no longer used.',
  key: 'Key',
  name: 'What for',
  hint: 'For example: nightly export.',
  scope: 'It may',
  read: 'Only read',
  all: 'Read and change',
  make: 'Make a key',
  once: 'Copy it now: it is shown this once.',
  since: 'Made {date}',
  used: 'used {when}',
  unused: 'never used',
  takeBack: 'Take back the key {name}',
}
