/** Recording camera, screen and voice, in a course and as an answer. */
export const recording = {
  camera: 'Record with the camera',
  screen: 'Record the screen',
  voice: 'Record your voice',
  fileName: 'Recording',

  // Before
  opening: 'Your browser asks whether this page may record. Allow it.',
  screenAbout: 'Your browser asks what to show: the whole screen, a window, or a tab. Nothing is recorded before you start.',
  chooseScreen: 'Choose what to show',
  withVoice: 'Record my voice as well',
  cameraChoice: 'Camera',
  microphoneChoice: 'Microphone',
  silent: 'No sound',
  limit: 'A recording may be {time} long. It is kept on this device until it is used.',
  noSound: 'There is no microphone that this page may use. This is recorded without your voice.',
  preview: 'What is being recorded',
  start: 'Start recording',

  // While
  pause: 'Pause',
  goOn: 'Go on',
  stop: 'Stop',
  isRunning: 'Recording',
  isPaused: 'Paused',
  left: '{time} left',

  // After
  reading: 'Getting your recording ready',
  take: 'Your recording',
  trim: 'Cut off the ends',
  startsAt: 'Starts at',
  endsAt: 'Ends at',
  length: '{time} long.',
  rough: 'The file begins up to two seconds earlier: it can only begin at a whole picture.',
  full: 'The recording ended here, because the file would have become too large.',
  use: 'Use recording',
  again: 'Record again',
  throwAway: 'Throw away',
  throwAwayAsk: 'Throw this recording away? It cannot be brought back.',
  keepIt: 'Keep it',

  // When it cannot be done
  tryAgain: 'Try again',
  upload: 'Choose a file instead',
  'hindered.denied': 'This page may not record.',
  'hindered.missing': 'There is nothing to record with.',
  'hindered.busy': 'Something else is using it.',
  'hindered.unsupported': 'This browser cannot record here.',
  'hindered.failed': 'Recording did not start.',
  'help.denied':
    'Allow it with the sign beside the address of this page, or in the settings of your browser, and try again. Or choose a file that you recorded elsewhere.',
  'help.missing': 'Plug in a camera or a microphone and try again. Or choose a file that you recorded elsewhere.',
  'help.busy': 'Close other programs and tabs that use the camera or the microphone, and try again. Or choose a file.',
  'help.unsupported':
    'Record with a program of your device, and choose the file here. Current browsers record over a secure connection (https).',
  'help.failed': 'Try again, or choose a file that you recorded elsewhere.',

  // Left over
  unfinished: 'You have an unfinished recording',
  unfinishedAbout: '{time} long, {ago}. Only this device has it.',
  look: 'Look at it',
}
