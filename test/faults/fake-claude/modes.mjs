import { createHash } from 'node:crypto';

/** Words that look random and are the same for the same seed. */
const words = (seed, n) => createHash('sha256').update(`${seed}.${n}`).digest('hex');

async function chatter({ say, pause, isInterrupted, truth }, { lines, pauseMs }) {
  for (let n = 0; n < lines && !isInterrupted(); n++) {
    say(words(truth.ref + truth.attempt, n));
    await pause(pauseMs);
  }
}
const stopped = (engine) =>
  engine.result({ subtype: 'error_during_execution', is_error: true, terminal_reason: 'aborted_streaming' });
const raw = (engine, bytes) => engine.truth.out(Buffer.from(bytes));
/** Bytes that are no JSON and no text. */
const UGLY = [
  [0xff, 0xfe, 0x80, 0x0a],
  [0x00, 0x41, 0x00, 0x0a],
  [0xef, 0xbb, 0xbf, 0x42, 0x0d, 0x0a],
  [...Buffer.from('\u001b]52;c;aGk=\u0007\u001b[2J\u001bP1$r\u001b\\\u202egnp.exe\n')],
  [0xed, 0xa0, 0x80, 0x0a],
  [...Buffer.from(`${'\u001b[1m'.repeat(2000)}deep\n`)],
];

/** What the engine does in one turn, by the mode that the task's title names. */
export const MODES = {
  normal: async (engine, options) => {
    const half = { ...options, lines: Math.ceil(options.lines / 2) };
    await chatter(engine, half);
    if (!engine.isInterrupted()) engine.truth.effect();
    await chatter(engine, half);
    if (engine.isInterrupted()) stopped(engine);
    else engine.result();
  },
  silent: async (engine, { pauseMs }) => {
    engine.truth.effect();
    for (let waited = 0; waited < pauseMs && !engine.isInterrupted(); waited += 50) await engine.pause(50);
    if (engine.isInterrupted()) stopped(engine);
    else engine.result();
  },
  stubborn: async (engine) => {
    engine.beStubborn();
    engine.say('I go on, whatever you say.');
    await new Promise(() => setInterval(() => {}, 1000));
  },
  daemon: async (engine, options) => {
    engine.spawnDaemon();
    await MODES.normal(engine, options);
  },
  'stubborn-daemon': async (engine) => {
    engine.spawnDaemon();
    await MODES.stubborn(engine);
  },
  'hang-after-result': async (engine, options) => {
    await MODES.normal(engine, options);
    engine.beStubborn();
  },
  'no-result': async (engine, options) => {
    await chatter(engine, options);
    process.exit(0);
  },
  'half-result': async (engine, options) => {
    await chatter(engine, options);
    raw(engine, '{"type":"result","subtype":"success","is_er');
    process.exit(0);
  },
  crash: async (engine, options) => {
    await chatter(engine, options);
    process.kill(process.pid, 'SIGKILL');
  },
  'long-line': async (engine, { lines }) => {
    for (let piece = 0; piece < lines; piece++) raw(engine, words('long', piece).repeat(8192));
    raw(engine, '\n');
    engine.truth.effect();
    engine.result();
  },
  bytes: async (engine, { lines }) => {
    for (const byte of Buffer.from(words('bytes', 0).repeat(lines))) raw(engine, [byte]);
    raw(engine, '\n');
    engine.truth.effect();
    engine.result();
  },
  ugly: async (engine) => {
    for (const bytes of UGLY) raw(engine, bytes);
    // One character of four bytes, in four writes.
    for (const byte of Buffer.from('🦊\n')) {
      raw(engine, [byte]);
      await engine.pause(5);
    }
    engine.truth.effect();
    engine.result();
  },
  secret: async (engine) => {
    const key = process.env.FAKE_SECRET ?? ['canary', 'in', 'the', 'mine', '7731'].join('-');
    for (const shape of [key, Buffer.from(key).toString('base64'), encodeURIComponent(key)]) {
      raw(engine, `before ${shape.slice(0, 9)}`);
      await engine.pause(60);
      raw(engine, `${shape.slice(9)} after\n`);
    }
    engine.truth.effect();
    engine.result({ result: `The key is ${key}.` });
  },
  asks: async (engine, options) => {
    const question = 'Which way?';
    const answer = await engine.ask({
      subtype: 'can_use_tool',
      tool_name: 'AskUserQuestion',
      tool_use_id: 'ask-1',
      input: { questions: [{ question, header: 'Way', options: [{ label: 'Left' }, { label: 'Right' }] }] },
    });
    engine.truth.note('answered', { answer: answer.response?.updatedInput?.answers?.[question] ?? null });
    await MODES.normal(engine, options);
  },
  // What it says it used is not to be believed: negative, absurd, no number at all, told three times.
  spends: async (engine, { how = 0, lines, pauseMs }) => {
    await chatter(engine, { lines, pauseMs });
    engine.truth.effect();
    const counts = { inputTokens: 10, outputTokens: 5, cacheReadInputTokens: 0, cacheCreationInputTokens: 0 };
    const said = [
      { ...counts, inputTokens: -10, costUSD: -5 },
      { ...counts, outputTokens: 1e300, costUSD: 1e12 },
      { ...counts, outputTokens: 2.5, costUSD: 'much' },
      { ...counts, costUSD: 0.01 },
    ][how];
    if (how === 3) engine.result({ modelUsage: { fake: said } });
    engine.result({ modelUsage: { fake: said } });
  },
  // Costs a cent and fails, each time in another way.
  'spends-in-vain': async (engine) => {
    engine.result({
      subtype: 'error_during_execution',
      is_error: true,
      terminal_reason: 'api_error',
      result: `It failed for the ${engine.truth.attempt}th time: ${words('vain', engine.truth.attempt)}`,
    });
  },
  limit: async (engine) => {
    engine.say('You have reached your usage limit.');
    engine.result({
      is_error: true,
      terminal_reason: 'api_error',
      api_error_status: 429,
      result: 'rate limit',
    });
  },
};
