import { describe, expect, it } from 'vitest';
import { mediaTypeOf } from '@/domain/attachments/media-type-of';
import { disposition } from '@/http/attachment';

const bytes = (text: string) => Uint8Array.from(text, (one) => one.charCodeAt(0));

describe('what a file is', () => {
  it.each([
    ['\x89PNG\r\n\x1a\nrest', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF89a!', 'image/gif'],
    ['RIFF\x10\x00\x00\x00WEBPVP8 ', 'image/webp'],
    ['RIFF\x10\x00\x00\x00WAVEfmt ', 'application/octet-stream'],
    ['%PDF-1.7', 'application/pdf'],
    ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'text/plain; charset=utf-8'],
    ['<!doctype html><script>alert(1)</script>', 'text/plain; charset=utf-8'],
    ['PK\x03\x04\x00', 'application/octet-stream'],
    ['\xff\xfe', 'application/octet-stream'],
  ])('is said by its bytes alone: %j is %s', (start, type) => {
    expect(mediaTypeOf(bytes(start))).toBe(type);
  });
});

describe('the name that a file is saved under', () => {
  it.each([
    ['notes.txt', 'attachment; filename="notes.txt"'],
    [
      'Übersicht "neu".pdf',
      `attachment; filename="_bersicht _neu_.pdf"; filename*=UTF-8''%C3%9Cbersicht%20%22neu%22.pdf`,
    ],
    [
      'a\r\nset-cookie: b',
      `attachment; filename="a__set-cookie: b"; filename*=UTF-8''a%0D%0Aset-cookie%3A%20b`,
    ],
    ["it's (1).png", `attachment; filename="it's (1).png"`],
  ])('of %j adds nothing to the header', (name, header) => {
    expect(disposition(name)).toBe(header);
  });
});
