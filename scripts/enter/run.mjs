import { spawn } from 'node:child_process';
import process from 'node:process';
import { root } from './root.mjs';

/**
 * Runs a program with our terminal and gives back its exit code. Signals reach it through us: a terminal
 * sends Ctrl-C to the whole group anyway, a supervisor sends SIGTERM to one process only.
 */
export function run(program, argv, env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(program, argv, { cwd: root, stdio: 'inherit', env });
    const pass = (signal) => () => child.kill(signal);
    const passed = { SIGTERM: pass('SIGTERM'), SIGHUP: pass('SIGTERM'), SIGINT: () => {} };
    for (const [signal, listener] of Object.entries(passed)) process.on(signal, listener);
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      for (const [name, listener] of Object.entries(passed)) process.off(name, listener);
      resolve(code ?? (signal ? 128 : 1));
    });
  });
}

/** Runs a program in silence; rejects with the end of what it said if it fails. */
export function runQuietly(program, argv, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, argv, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env });
    let said = '';
    const keep = (bytes) => {
      said = (said + bytes).slice(-8000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(`${said.trim()}\n\n\`${[program, ...argv].join(' ')}\` ended with ${code ?? signal}.`),
        );
    });
  });
}
