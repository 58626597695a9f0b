import { words } from '../words/log-rows';

/** What one line of an engine's stream says, as far as people want to read it. */
export type Said =
  | { kind: 'text'; text: string; thinking: boolean }
  | { kind: 'tool'; id: string; name: string; title: string; input: string }
  | { kind: 'tool-result'; id: string; text: string; failed: boolean }
  | {
      kind: 'result';
      ok: boolean;
      text: string;
      costMicros: number | null;
      turns: number | null;
      durationMs: number | null;
    }
  | { kind: 'begun'; text: string; folder: string | null }
  | { kind: 'note'; text: string; level: 'info' | 'warning' | 'error' };

type Loose = Record<string, unknown>;
const asObject = (value: unknown): Loose =>
  typeof value === 'object' && value !== null ? (value as Loose) : {};
const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const asNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/**
 * Reads a line of stream-json.
 * @returns null when the line is no event of an engine; an empty list when it is one that people need not see
 */
export function readStreamJson(line: string): Said[] | null {
  if (!line.startsWith('{')) return null;
  const event = parsed(line);
  if (event === null || typeof event.type !== 'string') return null;
  if (event.type === 'assistant') return blocksOf(event).flatMap(sayAssistant);
  if (event.type === 'user') return blocksOf(event).flatMap(sayUser);
  if (event.type === 'result') return [sayResult(event)];
  if (event.type === 'system') return saySystem(event);
  return [];
}

function parsed(line: string): Loose | null {
  try {
    return asObject(JSON.parse(line));
  } catch {
    return null;
  }
}

function blocksOf(event: Loose): Loose[] {
  const content = asObject(event.message).content;
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return Array.isArray(content) ? content.map(asObject) : [];
}

function sayAssistant(block: Loose): Said[] {
  if (block.type === 'text')
    return asText(block.text) ? [{ kind: 'text', text: String(block.text), thinking: false }] : [];
  if (block.type === 'thinking')
    return asText(block.thinking) ? [{ kind: 'text', text: String(block.thinking), thinking: true }] : [];
  if (block.type !== 'tool_use' && block.type !== 'server_tool_use') return [];
  const input = asObject(block.input);
  return [
    {
      kind: 'tool',
      id: String(block.id),
      name: asText(block.name) ?? words.tool.unnamed,
      title: titleOf(input),
      input: inputOf(input),
    },
  ];
}

function sayUser(block: Loose): Said[] {
  if (block.type !== 'tool_result') return [];
  return [
    {
      kind: 'tool-result',
      id: String(block.tool_use_id),
      text: plainOf(block.content),
      failed: block.is_error === true,
    },
  ];
}

function plainOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part) => asText(asObject(part).text) ?? `[${asText(asObject(part).type) ?? 'data'}]`)
    .join('\n');
}

function titleOf(input: Loose): string {
  const told = [
    'command',
    'pattern',
    'file_path',
    'path',
    'notebook_path',
    'url',
    'query',
    'description',
    'prompt',
  ];
  const value =
    told.map((name) => asText(input[name])).find((found) => found !== null) ??
    Object.values(input).find(asText);
  const [line = ''] = String(value ?? '').split('\n');
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

/** One string stays as it is; several become `name: value` blocks, so that code keeps its line breaks. */
function inputOf(input: Loose): string {
  const entries = Object.entries(input);
  const show = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  if (entries.length === 1) return show(entries[0]?.[1]);
  return entries
    .map(([name, value]) =>
      String(show(value)).includes('\n') ? `${name}:\n${show(value)}` : `${name}: ${show(value)}`,
    )
    .join('\n');
}

function sayResult(event: Loose): Said {
  const cost = asNumber(event.total_cost_usd);
  const errors = Array.isArray(event.errors) ? event.errors.map(String).join('\n') : null;
  const ok = event.is_error !== true && event.subtype === 'success';
  return {
    kind: 'result',
    ok,
    text: asText(event.result) ?? errors ?? String(event.subtype ?? '').replaceAll('_', ' '),
    costMicros: cost === null ? null : Math.round(cost * 1_000_000),
    turns: asNumber(event.num_turns),
    durationMs: asNumber(event.duration_ms),
  };
}

function saySystem(event: Loose): Said[] {
  if (event.subtype === 'init') {
    const parts = [
      asText(event.model),
      asText(event.engine),
      asText(event.claude_code_version) && `Claude Code ${event.claude_code_version}`,
      asText(event.permissionMode),
    ];
    return [
      {
        kind: 'begun',
        text: words.engine.started(parts.filter(Boolean).join(' · ')),
        folder: asText(event.cwd),
      },
    ];
  }
  if (event.subtype === 'api_retry') {
    const wait = asNumber(event.retry_delay_ms);
    const cause = asText(event.error) ?? words.engine.unknown;
    return [
      {
        kind: 'note',
        level: 'warning',
        text: words.engine.retry(
          cause,
          String(event.attempt),
          String(event.max_retries),
          wait === null ? null : Math.round(wait),
        ),
      },
    ];
  }
  if (event.subtype === 'informational')
    return asText(event.content) ? [{ kind: 'note', level: 'info', text: String(event.content) }] : [];
  if (event.subtype === 'model_fallback')
    return [{ kind: 'note', level: 'warning', text: words.engine.fallback }];
  return [];
}
