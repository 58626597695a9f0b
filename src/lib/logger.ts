import pino, { type Logger } from 'pino';
import { env } from './env';
import { shared } from './shared';

/** Structured logs as JSON lines; secrets are struck out by name. */
export const logger = (): Logger =>
  shared('logger', () =>
    pino({
      level: env().LOG_LEVEL,
      redact: [
        'token',
        '*.token',
        'authorization',
        '*.authorization',
        'assertion',
        '*.assertion',
        'password',
        '*.password',
      ],
      base: undefined,
    }),
  );
