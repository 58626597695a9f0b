import type { Bytes } from './route';

/** Bytes for a browser to save, never to show: what an agent printed is no page of ours. `fileName` is plain ASCII. */
export const asAttachment = ({ bytes, fileName }: { bytes: Uint8Array; fileName: string }): Bytes => ({
  headers: {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${fileName}"`,
  },
  body: bytes,
});
