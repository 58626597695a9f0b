import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});
const headersAt = async (address: string) => {
  vi.stubEnv('PUBLIC_URL', address);
  vi.resetModules();
  const { disposeShared } = await import('@/lib/shared');
  await disposeShared();
  const { dataHeaders, pageHeaders } = await import('@/lib/security-headers');
  return [dataHeaders(), pageHeaders('bm9uY2U=')];
};

test('under https every answer tells browsers to come by nothing else for a year, subdomains too', async () => {
  for (const headers of await headersAt('https://dashboard.example'))
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
});

test('without https nothing is said of it: the address would not be reached again', async () => {
  for (const headers of await headersAt('http://dashboard.example'))
    expect(headers).not.toHaveProperty('strict-transport-security');
});
