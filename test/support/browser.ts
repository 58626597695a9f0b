import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

/** A Chromium for Playwright to launch, and where it came from. */
export interface Browser {
  executablePath?: string;
  args?: string[];
  env?: Record<string, string>;
  from: string;
}

const windowsFolders = [
  process.env.PROGRAMFILES,
  process.env['PROGRAMFILES(X86)'],
  process.env.LOCALAPPDATA,
].filter((base) => base !== undefined);
const SYSTEM: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
    .map((name) => `/usr/bin/${name}`)
    .concat('/opt/google/chrome/chrome', '/snap/bin/chromium'),
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: windowsFolders.flatMap((base) => [
    path.join(base, 'Google/Chrome/Application/chrome.exe'),
    path.join(base, 'Microsoft/Edge/Application/msedge.exe'),
  ]),
};
// Without a graphics card drawing by a process of its own costs a fifth more.
const LEAN = ['--disable-gpu', '--disable-software-rasterizer'];
const SANDBOXLESS = process.platform === 'linux' ? ['--no-sandbox', '--disable-dev-shm-usage', ...LEAN] : [];

/**
 * The one of CHROMIUM_PATH, else Playwright's own, else the system's, else the one inside @sparticuz/chromium;
 * throws where there is none: a test that passes without a browser is none. E2E_BUNDLED_BROWSER=1 takes the last.
 */
export async function findBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  if (named) return { executablePath: named, args: SANDBOXLESS, from: 'CHROMIUM_PATH' };
  if (!process.env.E2E_BUNDLED_BROWSER) {
    if (existsSync(chromium.executablePath())) return { args: SANDBOXLESS, from: 'Playwright' };
    const system = SYSTEM[process.platform]?.find((file) => existsSync(file));
    if (system) return { executablePath: system, args: SANDBOXLESS, from: 'this system' };
  }
  if (process.platform === 'linux' && process.arch === 'x64') return bundled();
  throw new Error('No Chromium was found: run `npx playwright install chromium`, or set CHROMIUM_PATH.');
}

/** The package is made for AWS Lambda: told that this is one, it also unpacks the libraries that Chromium needs. */
async function bundled(): Promise<Browser> {
  const cache = path.resolve('node_modules/.cache/chromium');
  mkdirSync(cache, { recursive: true });
  const before = { ...process.env };
  process.env.TMPDIR = cache;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
  try {
    const { default: pack } = await import('@sparticuz/chromium');
    const executablePath = await pack.executablePath();
    const { LD_LIBRARY_PATH = '', FONTCONFIG_PATH = '' } = process.env;
    const env = { ...(before as Record<string, string>), LD_LIBRARY_PATH, FONTCONFIG_PATH };
    return {
      executablePath,
      args: [...SANDBOXLESS, '--no-zygote'],
      env,
      from: '@sparticuz/chromium',
    };
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}
