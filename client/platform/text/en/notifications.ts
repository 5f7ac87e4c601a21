/** What one hears of, and how. */
export const notifications = {
  letters: 'Mail',
  mine: 'Write to me about what is meant for me',
  mineAbout:
    'When somebody mentions or answers me in a comment, answers my suggestion, or asks me for a review or to do something: one letter within five minutes.',
}
