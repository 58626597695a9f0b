import { buildPages } from './enter/build-pages.mjs';

/** `npm run build`: everything that `npm start` needs, without starting it. The CLI is built by then. */
try {
  const built = await buildPages();
  console.log(built ? 'Built .next and cli/dist.' : 'Everything is built already.');
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
