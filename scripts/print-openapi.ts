import { readFileSync, writeFileSync } from 'node:fs';
import { openApi } from '@/api/openapi';
import { apiPage } from './house/api-page';

/** `npm run openapi`: prints the contract into public/openapi.json and docs/api.md; a test fails where they are not current. */
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
writeFileSync('public/openapi.json', `${JSON.stringify(openApi(version), null, 1)}\n`);
writeFileSync('docs/api.md', apiPage());
console.log('public/openapi.json and docs/api.md are written.');
