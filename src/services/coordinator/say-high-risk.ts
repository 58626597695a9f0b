import type { ExceptionType } from '@/contract/exception';
import type { SensitiveFile } from '@/domain/verification/sensitive-paths';

const FILES_NAMED = 50;

/** The exception for a commit that changes files which only a person may let in. */
export function sayHighRisk(files: SensitiveFile[]): { type: ExceptionType; title: string; body: string } {
  const more = files.length > FILES_NAMED ? `\nand ${files.length - FILES_NAMED} more` : '';
  return {
    type: 'HIGH_RISK_CODE',
    title: files.length === 1 ? 'It changes a sensitive file' : `It changes ${files.length} sensitive files`,
    body: `Only a person may let these in:\n${files
      .slice(0, FILES_NAMED)
      .map(({ path, area }) => `${path} (${area})`)
      .join('\n')}${more}`,
  };
}
