import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { root } from '../../server/platform/root.ts'
import { demoPassword } from './server.ts'

// Chromium for journeys: one browser per test file, one context (a person at their own computer) per `person`.

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

// The sandbox needs rights that a container's root does not have; the rest keeps it from calling home.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Where Chromium is: CHROMIUM_PATH, else the system's, else the one that Playwright downloaded. */
export function chromiumPath(): string | undefined {
  return process.env.CHROMIUM_PATH || installed.find((file) => existsSync(file))
}

/** The page's own errors: what a journey must not have produced unless it meant to. */
export type Visit = { page: Page; context: BrowserContext; faults: string[] }

// A camera that shows a clock, a microphone that beeps, and a screen that is shared without asking.
const pretended = ['--use-fake-device-for-media-stream', '--auto-accept-this-tab-capture', '--autoplay-policy=no-user-gesture-required']

/** A browser against the server at `url`; with `devices`, on a computer with a camera, a microphone and a screen. */
export async function openBrowser(url: string, { devices = false } = {}) {
  const executablePath = chromiumPath()
  const browser: Browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: devices ? [...args, ...pretended] : args,
  })

  /** Somebody at their own computer who is not signed in. */
  async function visitor(
    options: { colorScheme?: 'light' | 'dark'; width?: number; height?: number; locale?: string; bypassCSP?: boolean } = {},
  ): Promise<Visit> {
    const context = await browser.newContext({
      baseURL: url,
      colorScheme: options.colorScheme ?? 'light',
      locale: options.locale ?? 'en-GB',
      bypassCSP: options.bypassCSP ?? false,
      viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    })
    context.setDefaultTimeout(20_000)
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(`${error.name}: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(`console ${message.type()}: ${message.text()}`)
    })
    return { page, context, faults }
  }

  return {
    browser,
    visitor,
    /** Somebody at their own computer, signed in. */
    async person(email: string, options?: Parameters<typeof visitor>[0]) {
      const visit = await visitor(options)
      const answer = await visit.context.request.post('/api/auth/sign-in/email', {
        data: { email, password: demoPassword },
        headers: { origin: url },
      })
      if (!answer.ok()) throw new Error(`${email} cannot sign in: ${answer.status()} ${await answer.text()}`)
      return visit
    },
    close: () => browser.close(),
  }
}

/** Keeps a picture of the page under dist/screens, for a person to look at. `whole`: all of it, not the first screen alone. */
export async function picture(page: Page, name: string, { whole = false } = {}) {
  const folder = path.join(root, 'dist/screens')
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: whole })
}
