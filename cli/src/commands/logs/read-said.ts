import { parseLine } from '../../engines/claude-code/parse-line';

export type Said =
  | { kind: 'text' | 'failure'; text: string }
  | { kind: 'tool'; name: string; input: Record<string, unknown> };

/** What a line of an engine's stream says to people, none where it says nothing; null where it is no line of such a stream. */
export function readSaid(line: string): Said[] | null {
  const event = parseLine(line);
  switch (event.kind) {
    case 'noise':
      return null;
    case 'init':
      return [{ kind: 'text', text: `Started${event.model ? ` with ${event.model}` : ''}.` }];
    case 'message':
      return [
        ...(event.text ? [{ kind: 'text' as const, text: event.text }] : []),
        ...event.tools.map(({ name, input }) => ({ kind: 'tool' as const, name, input })),
        ...(event.error ? [{ kind: 'failure' as const, text: event.error }] : []),
      ];
    case 'retry':
      return [
        {
          kind: 'failure',
          text: `The model did not answer (${event.error}); try ${event.attempt} of ${event.of}.`,
        },
      ];
    case 'result':
      return event.facts.isError
        ? [{ kind: 'failure', text: [event.facts.text, ...event.facts.errors].filter(Boolean).join('\n') }]
        : [];
    case 'other':
      return event.type ? [] : null;
    default:
      return [];
  }
}
