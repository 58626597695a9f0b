import type Anthropic from '@anthropic-ai/sdk';

const text = (description: string) => ({ type: 'string' as const, description });
const tool = (
  name: string,
  description: string,
  properties: Record<string, object>,
  required: string[],
): Anthropic.Tool => ({
  name,
  description,
  input_schema: { type: 'object', properties, required },
});

/** The tools of the loop. Names and fields are Claude Code's, so that logs, activity and policy read the same. */
export const TOOLS: Anthropic.Tool[] = [
  tool(
    'Bash',
    'Runs a shell command in your folder and returns its output.',
    {
      command: text('The command'),
      description: text('What it does, in a few words'),
      timeout: { type: 'number', description: 'Milliseconds, at most 600000; 120000 unless told' },
    },
    ['command'],
  ),
  tool(
    'Read',
    'Reads a text file, with line numbers.',
    {
      file_path: text('The file'),
      offset: { type: 'number', description: 'First line, from 1' },
      limit: { type: 'number', description: 'Number of lines; 2000 unless told' },
    },
    ['file_path'],
  ),
  tool(
    'Write',
    'Writes a whole file, making its folders.',
    { file_path: text('The file'), content: text('Its new content') },
    ['file_path', 'content'],
  ),
  tool(
    'Edit',
    'Replaces a piece of text in a file. The old text must occur exactly once, unless replace_all is true.',
    {
      file_path: text('The file'),
      old_string: text('The text to replace'),
      new_string: text('What to put in its place'),
      replace_all: { type: 'boolean' },
    },
    ['file_path', 'old_string', 'new_string'],
  ),
  tool(
    'Glob',
    'Lists files of the repository that match a glob such as src/**/*.ts.',
    { pattern: text('The glob') },
    ['pattern'],
  ),
  tool(
    'Grep',
    'Searches the files of the repository for an extended regular expression.',
    {
      pattern: text('The expression'),
      glob: text('Only in files that match this glob'),
    },
    ['pattern'],
  ),
  tool(
    'AskUserQuestion',
    'Asks the person who gave the task. Use it only where the task cannot be done without the answer.',
    {
      questions: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            question: text('The question'),
            options: {
              type: 'array',
              items: {
                type: 'object',
                properties: { label: text('A choice'), description: text('What follows from it') },
                required: ['label'],
              },
            },
          },
          required: ['question'],
        },
      },
    },
    ['questions'],
  ),
];
