import { type Served, type ServeOptions, serve } from './serve';

/** Serves on the wanted port or, where that is taken, on the next free one; `say` is told which. */
export async function serveNearby(options: ServeOptions, say: (line: string) => void): Promise<Served> {
  for (let port = options.port; port < options.port + 50; port++) {
    try {
      return await serve({ ...options, port });
    } catch (error) {
      if (!isTaken(error)) throw error;
      say(`Port ${port} is taken; trying ${port + 1}.`);
    }
  }
  throw new Error(`All ports from ${options.port} to ${options.port + 49} are taken: set PORT.`);
}

export const isTaken = (error: unknown): boolean => (error as { code?: string }).code === 'EADDRINUSE';
