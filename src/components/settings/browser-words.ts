import { words } from '../words/settings';

/** The more particular first: browsers name those that they descend from. */
const BROWSERS: [RegExp, string][] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
  [/^(?:node|undici)\b/, words.browser.script],
];
const SYSTEMS: [RegExp, string][] = [
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/** What a browser says of itself, as "Firefox on Windows". */
export function browserWords(userAgent: string | null): string {
  if (!userAgent) return words.browser.unknown;
  const browser = BROWSERS.find(([shape]) => shape.test(userAgent))?.[1] ?? words.browser.unknown;
  const system = SYSTEMS.find(([shape]) => shape.test(userAgent))?.[1];
  return system ? words.browser.on(browser, system) : browser;
}
