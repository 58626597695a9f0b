import type { Row } from './row';
import { killRunner } from './rows/01-kill-runner';
import { CLOCK_ROWS } from './rows/clock';
import { DATABASE_ROWS } from './rows/database';
import { DISK_ROWS } from './rows/disk';
import { ENGINE_ROWS } from './rows/engine';
import { FLOW_ROWS } from './rows/flows';
import { NETWORK_ROWS } from './rows/network';
import { PEOPLE_ROWS } from './rows/people';
import { SERVER_ROWS } from './rows/server';
import { STOPPED_ROWS } from './rows/stopped';
import { TLS_ROWS } from './rows/tls';

/** Every row of the table that has its mechanism. */
export const ROWS: Row[] = [
  killRunner,
  ...ENGINE_ROWS,
  ...STOPPED_ROWS,
  ...NETWORK_ROWS,
  ...SERVER_ROWS,
  ...PEOPLE_ROWS,
  ...CLOCK_ROWS,
  ...DISK_ROWS,
  ...DATABASE_ROWS,
  ...TLS_ROWS,
  ...FLOW_ROWS,
].sort((a, b) => a.number - b.number);
