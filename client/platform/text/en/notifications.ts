/** What one hears of, and how. */
export const notifications = {
  letters: 'Mail',
  mine: 'Write to me about what is meant for me',
  mineAbout: 'When somebody mentions me in a comment, answers me or gives me something to do: one letter within five minutes.',
}
