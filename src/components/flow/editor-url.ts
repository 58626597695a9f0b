import { type inferParserType, parseAsStringLiteral } from 'nuqs/server';

const VIEWS = ['canvas', 'outline', 'json', 'forecast', 'simulation', 'versions'] as const;

/** How a flow is edited, as it stands in the address; by the width of the window where nothing is said. */
export const editorView = parseAsStringLiteral(VIEWS);
export type EditorView = NonNullable<inferParserType<typeof editorView>>;
