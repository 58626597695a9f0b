import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { answerCalls } from '../stage/answer-calls';
import { sharedNow } from '../stage/clock';

interface Given {
  port: number;
  path: string;
  viewers: number;
}

/** How old each line was when a viewer had it: lines begin with the moment they were sent. */
let ages: number[] = [];

answerCalls({
  /** Opens so many event streams; resolves when each has had its greeting. */
  async open({ port, path, viewers }: Given) {
    const agent = new http.Agent({ maxSockets: viewers });
    const greeted: Promise<void>[] = [];
    for (let i = 0; i < viewers; i++) {
      greeted.push(view({ port, path, agent }));
      if (i % 20 === 19) await Promise.all(greeted);
    }
    await Promise.all(greeted);
  },

  /** Waits until so many lines have come, or the time is up; answers the ages of those that have, and forgets them. */
  async seen({ lines, withinMs }: { lines: number; withinMs: number }): Promise<number[]> {
    for (const until = sharedNow() + withinMs; ages.length < lines && sharedNow() < until; ) await pause(50);
    const all = ages;
    ages = [];
    return all;
  },
});

function view(options: { port: number; path: string; agent: http.Agent }): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { accept: 'text/event-stream' };
    http
      .get({ host: '127.0.0.1', headers, ...options }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`a viewer was answered ${response.statusCode}`));
        let rest = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          const now = sharedNow();
          const events = (rest + text).split('\n\n');
          rest = events.pop() ?? '';
          for (const event of events) {
            const [, data] = event.match(/^data: (.*)$/m) ?? [];
            if (data)
              for (const line of (JSON.parse(data) as { lines: { text: string }[] }).lines)
                ages.push(now - Number.parseFloat(line.text));
          }
          resolve();
        });
      })
      .on('error', reject);
  });
}
