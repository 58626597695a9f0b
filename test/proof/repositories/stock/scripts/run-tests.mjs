import { readdirSync } from 'node:fs';

let count = 0;
let bad = 0;
for (const file of readdirSync('test').filter((name) => name.endsWith('.spec.mjs'))) {
  const { tests } = await import(`../test/${file}`);
  for (const [name, run] of Object.entries(tests)) {
    count += 1;
    try {
      await run();
      console.log(`ok ${count} - ${name}`);
    } catch (error) {
      bad += 1;
      console.log(`not ok ${count} - ${name}\n  ---\n  error: '${error.message.split('\n')[0]}'\n  ...`);
    }
  }
}
console.log(`1..${count}`);
process.exit(bad ? 1 : 0);
