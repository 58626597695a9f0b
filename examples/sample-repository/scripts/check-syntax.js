import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

let broken = 0;
for (const folder of ['src', 'test', 'scripts']) {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.js'))) {
    const { status, stderr } = spawnSync(process.execPath, ['--check', `${folder}/${file}`], { encoding: 'utf8' });
    if (status !== 0) {
      broken += 1;
      console.error(stderr.trim());
    }
  }
}
if (broken > 0) process.exit(1);
console.log('every file parses');
