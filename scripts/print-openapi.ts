import { readFileSync, writeFileSync } from 'node:fs';
import { openApi } from '@/api/openapi';

/** `npm run openapi`: prints the contract into public/openapi.json; a test fails where that is not current. */
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
writeFileSync('public/openapi.json', `${JSON.stringify(openApi(version), null, 1)}\n`);
console.log('public/openapi.json is written.');
