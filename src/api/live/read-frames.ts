/** Server-sent events as they are written by this server; what has no name or no data is left out. */
export async function* readFrames(
  pieces: AsyncIterable<string>,
): AsyncGenerator<{ event: string; data: unknown }> {
  for await (const piece of pieces) {
    for (const frame of piece.split('\n\n')) {
      const event = /^event: (.+)$/m.exec(frame)?.[1];
      const data = /^data: (.+)$/m.exec(frame)?.[1];
      if (event && data) yield { event, data: JSON.parse(data) };
    }
  }
}
