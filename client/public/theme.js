// Runs before the first paint, so that a chosen theme never flashes. The rest is client/platform/theme.ts.
try {
  const theme = localStorage.getItem('colloquy.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Without storage the device decides.
}
