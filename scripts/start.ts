import { parseArgs } from 'node:util';
import { offerOwnership } from '@/domain/accounts/offer-ownership';
import { settingNotes } from '@/lib/foreign-settings';
import { isLoopbackFront } from '@/lib/loopback-front';
import { disposeShared } from '@/lib/shared';
import { choosePort } from '@/server/choose-port';
import { hostFault } from '@/server/listen-host';
import { startLocalRunner } from '@/server/local-runner/start-local-runner';
import { migrate } from '@/server/migrate';
import { openDatabase } from '@/server/open-database';
import { openPage } from '@/server/open-page';
import { refuseUntoldPooler } from '@/server/refuse-untold-pooler';
import { serve } from '@/server/serve';
import { startSupervisor } from '@/services/supervisor/start-supervisor';
import { buildPages } from './enter/build-pages.mjs';
import { onStop } from './on-stop';
import { readSettings } from './read-settings';

/** `npm start` and `npm run dev`: from a checkout to a running dashboard with a runner on this machine. */
const flags = readFlags();
const dev = flags.dev ?? false;
process.env.NEXT_TELEMETRY_DISABLED = '1';
const settings = readSettings({ PORT: flags.port, NODE_ENV: dev ? 'development' : 'production' });
const say = (line: string) => console.log(line);
for (const note of settingNotes(process.env)) say(note);

/** Where others can reach this server and it has no owner yet: the link that makes whoever started it the owner. */
async function sayOwnership(url: string): Promise<void> {
  if (isLoopbackFront()) return;
  const token = await offerOwnership();
  if (token)
    say(
      `This installation has no owner yet. Become it, once: ${settings.PUBLIC_URL ?? url}/welcome#${token}`,
    );
}

/** What must be undone at the end, in the order it was done. */
const undo: { what: string; run(): unknown }[] = [];
const stopping = onStop(undo, say);

try {
  const fault = hostFault(settings.HOST);
  if (fault) throw new Error(fault);
  const { HOST: host } = settings;
  const port = await choosePort({ port: settings.PORT, host, orNext: process.env.PORT === undefined, say });

  const database = await openDatabase(settings, process.cwd(), process.env);
  undo.push({ what: 'database', run: database.release });
  const applied = await migrate(database.directUrl, 'prisma/migrations');
  say(
    `${database.describe}${applied.length ? `; applied ${applied.length} migration${applied.length > 1 ? 's' : ''}` : ''}`,
  );
  // Everything that reads the settings later, Next's own copy of our code included, finds the database here.
  process.env.DATABASE_URL = database.url;
  await refuseUntoldPooler(database.url);
  undo.push({ what: 'connections', run: disposeShared });

  if (!dev) await buildPages();
  const served = await serve({ port, host, dir: process.cwd(), next: true, dev });
  undo.push({ what: 'server', run: served.close });
  const supervisor = startSupervisor();
  undo.push({ what: 'supervisor', run: supervisor.stop });

  say(`Ready: ${served.url}`);
  await sayOwnership(served.url);
  const runner = settings.LOCAL_RUNNER
    ? startLocalRunner({ settings, checkout: process.cwd(), url: served.url, environment: process.env, say })
    : undefined;
  if (runner) undo.push({ what: 'local runner', run: runner.stop });
  else say('No runner on this machine (LOCAL_RUNNER=off): connect one on the Connect page.');
  if (flags.open) openPage(served.url);
} catch (error) {
  // What a stop cuts off half-way is no fault to report.
  if (!stopping.isStopping()) console.error((error as Error).message);
  await stopping.stop(1);
}

/** Without a package of its own: this runs where only what a server needs is installed. */
function readFlags() {
  const help =
    'npm start -- [--open] [--port 3000]\n\n--open   opens the page in a browser\n--port   where to listen, otherwise 3000 or the next that is free\n\n' +
    'Other settings come from the environment or .env; .env.example lists them.';
  const options = {
    dev: { type: 'boolean' },
    open: { type: 'boolean' },
    port: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    const { values } = parseArgs({ options });
    if (!values.help) return values;
    console.log(help);
    process.exit(0);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    process.exit(2);
  }
}
