/** Finding words in the whole course, and putting others in their place. */
export const find = {
  title: 'Find in the course',
  words: 'Find',
  instead: 'Put in its place',
  matchCase: 'Capitals count',
  wholeWord: 'Whole words only',
  count: { one: '{count} place', other: '{count} places' },
  replaced: { one: '{count} place replaced', other: '{count} places replaced' },
  undone: 'The old words are back.',
  replaceAll: 'Replace all',
  replaceLesson: { one: 'Replace {count} here', other: 'Replace {count} here' },
  replaceOne: 'Replace',
  inTitle: 'in the title too',
  more: { one: '{count} more place is not listed.', other: '{count} more places are not listed.' },
  menu: 'Find and replace',
}
