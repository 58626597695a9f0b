import { findBreaches } from './house/find-breaches';
import { readSources } from './house/read-sources';

/** Holds the sources against the import table and the rules of the house; part of `npm run check`. */
const breaches = findBreaches(readSources(process.cwd()));
for (const { file, line, sentence } of breaches) console.error(`${file}:${line}: ${sentence}`);
console.log(
  breaches.length
    ? `${breaches.length} breaches of the rules of the house`
    : 'Every file stands in its room.',
);
process.exit(breaches.length ? 1 : 0);
