import type { QueryClient } from '@tanstack/react-query';
import type { EndpointName } from './contract';

/** What an answer was asked with. */
interface Asked {
  params: Record<string, unknown>;
  query: Record<string, unknown>;
}

/** What a change will make of the things on the page. */
export interface Foreseen {
  /** Whose answers hold such things: one, or a list of them. */
  of: readonly EndpointName[];
  /** What a thing becomes: the same one where it is not changed, null where the list that was asked for loses it. */
  becomes(thing: unknown, asked: Asked): unknown;
}

/** Things of type `T` in the answers of these endpoints, as a change will leave them. */
export const foresee = <T>(
  of: readonly EndpointName[],
  becomes: (thing: T, asked: Asked) => T | null,
): Foreseen => ({ of, becomes: becomes as Foreseen['becomes'] });

/** Shows what a change will make before it is answered; what is returned takes it back. */
export async function showForeseen(client: QueryClient, { of, becomes }: Foreseen): Promise<() => void> {
  // An answer that was asked for before would show again what was.
  await Promise.all(of.map((name) => client.cancelQueries({ queryKey: [name] })));
  const shown = of.flatMap((name) => client.getQueriesData({ queryKey: [name] }));
  for (const [key, data] of shown) {
    const [, params, query] = key as [string, Asked['params'] | null, Asked['query'] | null];
    const asked = { params: params ?? {}, query: query ?? {} };
    client.setQueryData(
      key,
      each(data, (thing) => becomes(thing, asked)),
    );
  }
  return () => {
    for (const [key, data] of shown) client.setQueryData(key, data);
  };
}

/** Each thing of an answer, of a page of a list, or of all its pages. */
function each(data: unknown, become: (thing: unknown) => unknown): unknown {
  if (Array.isArray(data)) return data.map(become).filter((thing) => thing !== null);
  if (typeof data !== 'object' || data === null) return data;
  if ('pages' in data) return { ...data, pages: (data.pages as unknown[]).map((page) => each(page, become)) };
  if ('items' in data) return { ...data, items: each(data.items, become) };
  return become(data) ?? data;
}
