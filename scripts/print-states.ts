import { writeFileSync } from 'node:fs';
import { statesPage } from './house/states-page';

/** `npm run states`: prints the table of states into docs/states.md; a test fails where that is not current. */
writeFileSync('docs/states.md', statesPage());
console.log('docs/states.md is written.');
