export interface ServerEvent {
  event: string;
  id: string | null;
  data: string;
}

/** Cuts text that arrives in any pieces into server-sent events; what is not whole yet is kept for the next piece. */
export function splitEvents(): (piece: string) => ServerEvent[] {
  let kept = '';
  return (piece) => {
    const blocks = `${kept}${piece}`.replace(/\r\n/g, '\n').split('\n\n');
    kept = blocks.pop() ?? '';
    return blocks.flatMap(readBlock);
  };
}

function readBlock(block: string): ServerEvent[] {
  const fields: Record<string, string[]> = {};
  for (const line of block.split('\n')) {
    const [, name, value] = line.match(/^(\w+): ?(.*)$/) ?? [];
    if (name) (fields[name] ??= []).push(value ?? '');
  }
  if (!fields.data) return [];
  return [
    { event: fields.event?.at(-1) ?? 'message', id: fields.id?.at(-1) ?? null, data: fields.data.join('\n') },
  ];
}
