import type { Bytes } from './route';

interface File {
  bytes: Uint8Array;
  fileName: string;
  /** What it really is, where a browser may know; bytes of no kind unless told. */
  mediaType?: string;
}

/** Bytes for a browser to save, never to show as a page: what others sent is no page of ours. */
export const asAttachment = ({ bytes, fileName, mediaType = 'application/octet-stream' }: File): Bytes => ({
  headers: { 'content-type': mediaType, 'content-disposition': disposition(fileName) },
  body: bytes,
});

/** The name in ASCII for everyone, and where it has more than that as it is (RFC 6266). */
export function disposition(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const first = `attachment; filename="${plain}"`;
  if (plain === fileName) return first;
  const exact = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${first}; filename*=UTF-8''${exact}`;
}
