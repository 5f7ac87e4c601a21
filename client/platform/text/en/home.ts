/** The start screen. */
export const home = {
  title: 'Start',
  morning: 'Good morning, {name}',
  afternoon: 'Good afternoon, {name}',
  evening: 'Good evening, {name}',
  writing: 'Courses you write and check',
  writeFirst: 'Write your first course',
  writeFirstText:
    'It begins with one empty lesson. Invite others whenever you like: you write together, and nothing is public before you publish.',
}
