import { type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';

const VIEWS = ['canvas', 'outline', 'json', 'forecast', 'simulation', 'versions'] as const;

/** How a flow is edited, as it stands in the address; by the width of the window where nothing is said. */
export const editorView = parseAsStringLiteral(VIEWS);
/** The node whose settings are open, where it is one. */
export const editorNode = parseAsString.withOptions({ history: 'replace' });
export type EditorView = NonNullable<inferParserType<typeof editorView>>;
