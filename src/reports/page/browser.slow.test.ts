import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executable, openBrowser } from '../../../test/support/reports/browser.js';
import { CLAIM, extrasWith } from '../../../test/support/reports/extras.js';
import { experimentRecord } from '../../../test/support/reports/invented-experiments.js';
import { MIXTURE, RING } from '../../../test/support/reports/settings.js';
import { renderReport } from './report.js';

const folder = mkdtempSync(join(tmpdir(), 'helvetica-page-'));
const HOSTILE = `<img src=x onerror="document.title='broken in'">`;

describe.skipIf(!executable)('the page in a browser (skipped where no Chromium is found)', () => {
  let browser: Browser;
  let page: Page;
  const messages: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    const outcome = (cell: number, seed: number) => (cell === 1 && seed === 2 ? 'diverged' : 'finished');
    const shared = { seeds: 2, outcome, labels: ['gentle', HOSTILE] } as const;
    const ring = await experimentRecord(join(folder, 'ring'), { ...shared, name: 'ring', target: RING });
    const mixture = await experimentRecord(join(folder, 'mixture'), { ...shared, name: 'mixture', target: MIXTURE });
    const path = join(folder, 'report.html');
    writeFileSync(path, await renderReport([ring, mixture], extrasWith([CLAIM])));
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    page.setDefaultTimeout(0); // the test's own limit ends what hangs
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(path).href);
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  const dots = () => page.locator('#samples .dots').first().getAttribute('d');
  const caption = (panel: number) => page.locator('#samples .panel .caption').nth(panel).textContent();

  it('shows the same without scripts', async () => {
    const still = await browser.newPage({ javaScriptEnabled: false });
    await still.goto(page.url());
    expect(await still.locator('#samples .dots').first().getAttribute('d')).toBe(await dots());
    expect(await still.locator('#figure-1 .q').first().getAttribute('d')).toBe(
      await page.locator('#figure-1 .q').first().getAttribute('d'),
    );
    expect(await still.locator('#figure-1 .arrows').nth(1).getAttribute('d')).toBe(
      await page.locator('#figure-1 .arrows').nth(1).getAttribute('d'),
    );
    await still.close();
  });

  it('moves through training by keyboard', async () => {
    const end = await dots();
    const slider = page.locator('#samples input[type=range]');
    await slider.focus();
    await page.keyboard.press('Home');
    expect(await page.locator('#samples output').textContent()).toBe('0');
    expect(await dots()).not.toBe(end);
    expect(await caption(0)).toMatch(/^0 of 8 modes · high-quality 0/);
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#samples output').textContent()).toBe('500');
    await page.keyboard.press('End');
    expect(await dots()).toBe(end);
  });

  it('shows another seed, and where it diverged', async () => {
    const before = await dots();
    await page.locator('#samples select').selectOption('2');
    expect(await dots()).not.toBe(before);
    expect(await caption(1)).toContain('diverged at step 1500');
    await page.locator('#samples select').selectOption('1');
    expect(await dots()).toBe(before);
  });

  it('draws a curve’s plot once it comes into view, and hides a setting on demand', async () => {
    const plot = page.locator('[data-plot]').nth(1);
    await plot.scrollIntoViewIfNeeded();
    await plot.locator('.js-plotly-plot .trace').first().waitFor();
    const lines = () => plot.locator('.js-plotly-plot .scatterlayer .js-line').count();
    const all = await lines();
    await page.locator('[data-legend] input').first().uncheck();
    await expect.poll(lines).toBe(all - 2);
    await page.locator('[data-legend] input').first().check();
    await expect.poll(lines).toBe(all);
  });

  it('explains a metric when its name is focused', async () => {
    await page.locator('.summary .term').nth(1).focus();
    const tip = page.locator('#tip');
    expect(await tip.isVisible()).toBe(true);
    expect(await tip.textContent()).toBe('Jensen-Shannon divergence of p and q.');
    await page.keyboard.press('Escape');
    expect(await tip.isVisible()).toBe(false);
  });

  it('fits a telephone', async () => {
    await page.setViewportSize({ width: 420, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(420);
  });

  it('makes no request, runs no injected script, and logs no message', async () => {
    expect(requests.filter((url) => !/^(data|blob):/.test(url))).toEqual([page.url()]);
    expect(await page.title()).toBe('ring and mixture · Helvetica');
    expect(await page.locator('img').count()).toBe(0);
    expect(messages).toEqual([]);
  });
});
