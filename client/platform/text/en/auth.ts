/** Coming in and going out. */
export const auth = {
  signIn: 'Sign in',
  signInAbout: 'New here? Somebody who runs a group can send you an invitation.',
  email: 'Email address',
  password: 'Password',
  signOut: 'Sign out',
  demoTitle: 'This is a demo: come in as somebody',
  demoAbout: 'One click, no password. Everybody on this computer can do this while the demo mode is on; with real people, switch it off (DEMO=off).',
  expiredTitle: 'Sign in again',
  expiredAbout: 'Your session ended. What is on this screen stays as it is.',
  signedInAgain: 'You are signed in again.',
}
