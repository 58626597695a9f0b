import pg from 'pg';
import { databaseUrl } from '@/lib/database-url';
import { ENGINE_SESSION } from '@/lib/pool';
import { SerialClient } from '@/lib/serial-client';
import { sessionOf } from '@/lib/session';
import { shared } from '@/lib/shared';
import { UtcClient } from '@/lib/utc-client';

/** The first net, the conditions by which the data layer keeps a person's statements to one workspace: whether it is taken away. */
export const net = { isAway: false, cut: 0 };

// What is written is no condition.
const OF_A_WORKSPACE = /(?<!\bset "?)(?<!, "?)(?:"?\w+"?\.){0,2}"?workspace_id"? = (\$\d+)(?:::uuid)?/gi;

/** A statement without what keeps it to one workspace. What joins rows of one workspace with each other stays. */
export function withoutNet(text: string): string {
  return text.replaceAll(OF_A_WORKSPACE, '$1::uuid is not null');
}

class CutClient extends SerialClient {
  // biome-ignore lint/suspicious/noExplicitAny: as the class that it extends
  override query(first: any, ...more: any[]): any {
    if (!net.isAway || typeof first?.submit === 'function') return super.query(first, ...more);
    const before = typeof first === 'string' ? first : first.text;
    const text = withoutNet(before);
    if (text !== before) net.cut++;
    return super.query(typeof first === 'string' ? text : { ...first, text }, ...more);
  }
}

/** What the engine has asked the database so far. */
export const asked: { name: string; text: string; values: unknown[] }[] = [];

class HeardClient extends UtcClient {
  // biome-ignore lint/suspicious/noExplicitAny: as the class that it extends
  override query(first: any, ...more: any[]): any {
    if (first?.name) asked.push({ name: first.name, text: first.text, values: first.values ?? [] });
    return super.query(first, ...more);
  }
}

/** Lays both pools so that they can be cut and heard; before anything of the product has used them. */
export function layPools(): void {
  const end = (pool: pg.Pool) => pool.end();
  shared(
    'people-pool',
    () => new pg.Pool({ connectionString: databaseUrl(), max: 5, Client: CutClient, options: sessionOf() }),
    end,
  );
  const options = { pipeline: true, options: ENGINE_SESSION };
  shared(
    'engine-pool',
    () => new pg.Pool({ connectionString: databaseUrl(), max: 10, ...options, Client: HeardClient }),
    end,
  );
}
