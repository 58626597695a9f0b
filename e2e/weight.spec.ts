import { gzipSync } from 'node:zlib';
import { expect, test } from './support/fixtures';

const MAX_KB = 190;

for (const path of [
  '/',
  '/tasks',
  '/flows',
  '/agents',
  '/locks',
  '/merges',
  '/events',
  '/usage',
  '/runners',
  '/projects',
  '/exceptions',
]) {
  test(`${path} loads at most ${MAX_KB} kB of compressed script before it can be used`, async ({
    request,
  }) => {
    const html = await (await request.get(path)).text();
    // what carries noModule is for browsers that have not been seen for years
    const tags = [...html.matchAll(/<script[^>]*>/g)]
      .map(([tag]) => tag)
      .filter((tag) => !/nomodule/i.test(tag));
    const scripts = new Set(tags.flatMap((tag) => /src="([^"]+\.js[^"]*)"/.exec(tag)?.[1] ?? []));
    expect(scripts.size).toBeGreaterThan(0);
    let bytes = 0;
    for (const script of scripts) bytes += gzipSync(await (await request.get(script)).body()).length;
    expect(bytes / 1000).toBeLessThanOrEqual(MAX_KB);
  });
}
