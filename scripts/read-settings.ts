import { existsSync } from 'node:fs';
import { type Env, parseEnv } from '@/lib/env';

/** The settings of `.env` and the environment, or the end of the program with one line for each fault. */
export function readSettings(overrides: Record<string, string | undefined> = {}): Env {
  for (const file of ['.env.local', '.env']) if (existsSync(file)) process.loadEnvFile(file);
  for (const [name, value] of Object.entries(overrides)) if (value !== undefined) process.env[name] = value;
  try {
    return parseEnv(process.env);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}
