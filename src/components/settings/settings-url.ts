import { parseAsString, parseAsStringLiteral } from 'nuqs/server';

const TABS = [
  'queue',
  'projects',
  'runners',
  'tokens',
  'members',
  'audit',
  'workspace',
  'notifications',
  'account',
  'installation',
] as const;

/** Which part of the settings is open, as it stands in the address. */
export const settingsTab = parseAsStringLiteral(TABS).withDefault('queue');

/** What the audit is asked, as it stands in the address. */
export const auditParsers = {
  about: parseAsString.withDefault(''),
  by: parseAsString.withDefault(''),
  since: parseAsString.withDefault(''),
  e: parseAsString.withDefault(''),
};
