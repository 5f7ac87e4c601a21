/** What surrounds every screen. */
export const frame = {
  toHome: 'Go to the start',
  notFound: 'There is nothing at this address',
  notFoundText: 'The link may be old, or the thing was moved. From the start you find everything that is yours.',
  broken: 'This screen broke',
  notPossible: 'That did not work',
  noConnection: 'The server does not answer',
  offline: 'You are offline. What you write is kept on this device and sent when you are back.',
}
