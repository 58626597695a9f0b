import type { Exception } from '@/contract/exception';
import { cleanLine } from '../../terminal/clean-text';
import { colors } from '../../terminal/colors';
import { sayAge } from '../../terminal/quantities';
import { print, printPainted } from '../../terminal/say';

/** An exception as text: what happened, and each option with what it does. */
export function printException(exception: Exception): void {
  const { ref, taskRef, taskTitle, type, severity, status, title, body, options, resolution } = exception;
  printPainted(`${colors.bold(cleanLine(ref))}  ${cleanLine(title)}`);
  print(`${taskRef} ${taskTitle} · ${type}, ${severity}, ${status}, ${sayAge(exception.createdAt)} ago`);
  if (body) print(`\n${body}`);
  if (resolution) {
    print(`\nAnswered: ${[resolution.option, resolution.text].filter(Boolean).join(': ') || status}`);
    return;
  }
  if (options.length > 0) print('');
  for (const [at, option] of options.entries())
    print(`  ${at + 1}  ${option.id}: ${option.label}. ${option.consequence}`);
  print(
    `\nAnswer with: agent-orchestrator answer ${ref} ${options.length > 0 ? '<option>' : '--text <answer>'}`,
  );
}
