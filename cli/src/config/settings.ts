import { z } from 'zod';
import { Label } from '@/contract/task';
import { PUBLIC_KEY } from '../signing/jws';
import { Failure } from '../terminal/failure';
import { readOrigin } from './origin';
import { readFolder } from './read-folder';
import type { Connection } from './store';

/** One stored setting: how it is read from what a person types, and how it is shown. */
interface Setting {
  name: keyof Connection & string;
  says: string;
  /** Checks what a person typed; null where the setting is not this machine's to change. */
  change: ((given: string) => Partial<Connection>) | null;
  /** Whose it is, where it cannot be changed here. */
  instead?: string;
}

const labels = (given: string) =>
  z
    .array(Label)
    .max(20)
    .safeParse(given.split(',').flatMap((label) => label.trim() || []));

/** Everything `config` knows, in the order it is listed. */
export const SETTINGS: Setting[] = [
  {
    name: 'url',
    says: 'the dashboard’s address',
    change: (given) => ({ url: readOrigin(given) }),
  },
  {
    name: 'directory',
    says: 'the folder whose repositories this machine may work on',
    change: (given) => ({ directory: readFolder(given) }),
  },
  {
    name: 'labels',
    says: 'what tasks can ask of this machine, with commas between',
    change: (given) => {
      const read = labels(given);
      if (read.success) return { labels: read.data };
      throw wrong('labels', given, 'labels of letters, digits and . _ : / - with commas between, at most 20');
    },
  },
  {
    name: 'maxConcurrent',
    says: 'how many agents may run at the same time where start is not told',
    change: (given) => {
      const count = Number(given);
      if (Number.isInteger(count) && count >= 1 && count <= 64) return { maxConcurrent: count };
      throw wrong('maxConcurrent', given, 'a whole number from 1 to 64');
    },
  },
  {
    name: 'projects',
    says: 'the only projects that this machine works on, with commas between; all for every project',
    change: (given) => {
      const names = given.split(',').flatMap((name) => name.trim() || []);
      if (names.length === 1 && names[0] === 'all') return { projects: undefined };
      if (names.length >= 1 && names.length <= 100) return { projects: names };
      throw wrong('projects', given, 'names of projects with commas between, or all');
    },
  },
  {
    name: 'shellChecks',
    says: 'whether a project’s checks may be text for a shell, whatever that says: yes or no',
    change: (given) => {
      if (/^(yes|no)$/.test(given)) return { shellChecks: given === 'yes' };
      throw wrong('shellChecks', given, 'yes or no');
    },
  },
  {
    name: 'network',
    says: 'whether commands of agents, and checks, reach the network: yes or no; set-up and the model always do',
    change: (given) => {
      if (/^(yes|no)$/.test(given)) return { network: given === 'yes' };
      throw wrong('network', given, 'yes or no');
    },
  },
  {
    name: 'requireSignedTasks',
    says: 'whether only tasks are taken that one of trustedKeys has signed: yes or no',
    change: (given) => {
      if (/^(yes|no)$/.test(given)) return { requireSignedTasks: given === 'yes' };
      throw wrong('requireSignedTasks', given, 'yes or no');
    },
  },
  {
    name: 'trustedKeys',
    says: 'the public keys (aok_…) of those who sign tasks for this machine, with commas between; none for none',
    change: (given) => {
      const keys = given.split(',').flatMap((key) => key.trim() || []);
      if (keys.length === 1 && keys[0] === 'none') return { trustedKeys: undefined };
      if (keys.length >= 1 && keys.length <= 20 && keys.every((key) => PUBLIC_KEY.test(key)))
        return { trustedKeys: keys };
      throw wrong(
        'trustedKeys',
        given,
        'what agent-orchestrator keys show prints, with commas between, or none',
      );
    },
  },
  {
    name: 'name',
    says: 'what the dashboard calls this machine',
    change: null,
    instead: 'Rename the runner on its page of the dashboard.',
  },
  {
    name: 'runnerId',
    says: 'this machine’s id at the dashboard',
    change: null,
    instead: 'It is given when this machine is connected.',
  },
  {
    name: 'workspaceName',
    says: 'the workspace it was connected to',
    change: null,
    instead: 'Connect this machine with a token of the other workspace.',
  },
];

/** What `start` uses where nothing is stored. */
const DEFAULTS: Partial<Record<keyof Connection, string>> = {
  maxConcurrent: '1',
  projects: 'all',
  shellChecks: 'no',
  network: 'yes',
  requireSignedTasks: 'no',
  trustedKeys: 'none',
};

/** A stored setting as text. */
export function sayValue(connection: Connection, name: keyof Connection): string {
  const value = connection[name];
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(',') : String(value ?? DEFAULTS[name] ?? '');
}

/** The setting of a name. Throws a Failure that says which there are. */
export function findSetting(name: string): Setting {
  const found = SETTINGS.find((setting) => setting.name === name);
  if (found) return found;
  const known = SETTINGS.map((setting) => setting.name).join(', ');
  throw new Failure('NO_SUCH_SETTING', `There is no setting “${name}”. There are: ${known}.`, 'usage');
}

const wrong = (name: string, given: string, wanted: string) =>
  new Failure('VALUE_MALFORMED', `${name} cannot be “${given}”. Give ${wanted}.`, 'usage');
