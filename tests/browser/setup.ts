import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { serve } from '../../lib/build/serve.mjs';
import { BROWSER_SWITCHES, findBrowser } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    site: string;
    browser: string;
  }
}

/** Builds the site, serves the export and starts one browser for all files. */
export default async function setup(project: TestProject) {
  const executablePath = findBrowser();
  execFileSync('npm', ['run', 'build'], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', DRAFTS: 'shown' },
  });
  const server = await serve({ folder: 'out', port: 0 });
  const browser = await chromium.launchServer({
    executablePath,
    args: BROWSER_SWITCHES,
    // Readers have it on.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  project.provide('site', server.url.replace(/\/$/, ''));
  project.provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    server.close();
  };
}
