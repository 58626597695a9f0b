import type { Scenario } from '../scenario';

const write = (file: string, content: string): Scenario['steps'] => [
  {
    text: 'This is a page of text.',
    tools: [{ name: 'Write', input: { file_path: `{{cwd}}/${file}`, content } }],
  },
  { text: `${file} is written.` },
];

/** Texts about what other tasks have made: they depend on them. */
export const pages: Scenario[] = [
  {
    name: 'voucher-page',
    about: 'writes docs/vouchers.md',
    prompts: /describe vouchers/i,
    steps: write(
      'docs/vouchers.md',
      '# Vouchers\n\n`afterVoucher(cart, cents)` lowers a total, never below zero.\n',
    ),
  },
  {
    name: 'release-notes',
    about: 'writes docs/release-notes.md',
    prompts: /release notes/i,
    steps: write(
      'docs/release-notes.md',
      '# Release notes\n\n- Carts count their pieces and take vouchers.\n- Receipts know their currency.\n',
    ),
  },
];
