/** A real browser, where the machine has one: Debian's Chromium, or what $CHROMIUM names. Never a downloaded one. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CANDIDATES = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

export const executable: string | undefined = CANDIDATES.find((path) => path !== '' && existsSync(path));

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable!,
    timeout: 0, // the test's own limit ends what hangs
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
}
