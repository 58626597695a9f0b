import { readdirSync, readFileSync } from 'node:fs';

const rules = JSON.parse(readFileSync('lint.json', 'utf8'));
let found = 0;
for (const file of readdirSync('src')) {
  for (const [index, line] of readFileSync(`src/${file}`, 'utf8').split('\n').entries()) {
    const said = [
      rules.noConsole && line.includes('console.') && 'Unexpected console [Error/no-console]',
      line.length > rules.longestLine && 'The line is too long [Error/max-len]',
    ].filter(Boolean);
    for (const words of said) console.log(`src/${file}:${index + 1}:1: ${words}`);
    found += said.length;
  }
}
process.exit(found ? 1 : 0);
