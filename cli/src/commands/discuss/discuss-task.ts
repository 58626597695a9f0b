import { text as readAll } from 'node:stream/consumers';
import { addRemark, listRemarks, type Remark } from '@/contract/remark';
import { type DashboardOptions, openDashboard } from '../../server/dashboard';
import { sayAge } from '../../terminal/quantities';
import { print, printJson } from '../../terminal/say';
import { readTaskRef } from '../read-ref';

/** Prints what was said of a task, or says something of it. */
export async function discussTask(
  given: string,
  said: string | undefined,
  options: DashboardOptions,
): Promise<void> {
  const params = { id: readTaskRef(given) };
  const dashboard = openDashboard(options);
  if (said === undefined) {
    const remarks = await dashboard.call(listRemarks, { params });
    if (options.json) return printJson({ data: remarks });
    if (remarks.length === 0) return print('Nobody has said anything yet.');
    for (const remark of remarks) printRemark(remark);
    return;
  }
  const text = said === '-' ? (await readAll(process.stdin)).trim() : said;
  const remark = await dashboard.call(addRemark, { params, body: { text } });
  if (options.json) return printJson({ data: remark });
  const names = remark.mentions.map(({ name }) => name);
  print(names.length > 0 ? `Said. ${names.join(' and ')} will be told.` : 'Said.');
}

function printRemark({ author, createdAt, editedAt, text }: Remark): void {
  print(`${author?.name ?? 'somebody who left'}, ${sayAge(createdAt)}${editedAt ? ', changed since' : ''}`);
  print(`  ${text.replaceAll('\n', '\n  ')}`);
}
