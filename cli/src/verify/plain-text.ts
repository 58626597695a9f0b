import { stripVTControlCharacters } from 'node:util';

/** Removes colours and the like from what a program printed, so that patterns see plain text. */
export const plainText = (text: string): string => stripVTControlCharacters(text).replaceAll('\r\n', '\n');
