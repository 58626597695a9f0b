import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { openApi } from '@/api/openapi';
import { ApiDocs } from '@/components/api-docs/api-docs';
import { readDocument } from '@/components/api-docs/read-document';
import { words } from '@/components/words/words';
import { originOf } from '@/http/hosts';
import { shared } from '@/lib/shared';
import { VERSION } from '@/lib/version';
import { PageReady } from '../../page-ready';

export const metadata: Metadata = { title: words.pages.api };

/** The reference, drawn on the server from the document that public/openapi.json holds: no script from elsewhere. */
export default async function ApiReference({
  searchParams,
}: {
  searchParams: Promise<{ q?: string | string[] }>;
}) {
  const { q } = await searchParams;
  const sent = await headers();
  const { groups, schemas, version } = shared('api-reference', () => readDocument(openApi(VERSION)));
  return (
    <>
      <ApiDocs
        groups={groups}
        schemas={schemas}
        version={version}
        origin={originOf({ header: (name) => sent.get(name) ?? undefined })}
        q={typeof q === 'string' ? q : ''}
      />
      <PageReady />
    </>
  );
}
