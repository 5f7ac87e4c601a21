/** What a learner finds on the start screen. */
export const play = {
  continue: 'Continue',
  changed: 'Changed since you finished',
  new: 'New for you',
  done: 'Done',
  progress: '{done} of {lessons} lessons · {minutes} left',
  begin: 'Start',
  goOn: 'Continue',
  again: 'See what changed',
  open: 'Open',
  changedLessons: { one: '{count} of {lessons} lessons changed · {minutes}', other: '{count} of {lessons} lessons changed · {minutes}' },
  lessons: { one: '{count} lesson · {minutes}', other: '{count} lessons · {minutes}' },
  finished: 'Done in version {version}',
  emptyTitle: 'Nothing to learn yet',
  emptyText: 'Courses that are published for your groups appear here.',
  failed: 'Your courses did not load.',
  progressOf: 'Progress in {title}',
}
