import { words } from '../words/ui';
import type { Schema } from './read-document';
import { boundsOf, fieldsOf, namesIn, typeWords } from './schema-words';

const DEEPEST = 4;

/** The fields of a shape, one below the other; those of shapes inside it are drawn further in. */
export function SchemaFields({ schema, depth = 0 }: { schema: Schema; depth?: number }) {
  const fields = fieldsOf(schema);
  if (fields.length === 0)
    return depth === 0 ? (
      <p className="text-label text-ink-2">
        <code>{typeWords(schema)}</code>
      </p>
    ) : null;
  return (
    <ul
      className={
        depth === 0 ? 'flex flex-col gap-1 pt-1' : 'mt-1 flex flex-col gap-1 border-l border-line pl-3'
      }
    >
      {fields.map(([name, field, required]) => {
        const names = namesIn(field);
        const bounds = boundsOf(field);
        return (
          <li key={name} className="text-label">
            <code className="text-body">{name}</code>
            {!required && <span className="text-ink-3"> {words.optional}</span>}{' '}
            {names.length > 0 ? (
              <span className="text-ink-2">
                {typeWords(field)
                  .split(names[0] ?? '')
                  .shift()}
                <a href={`#shape-${names[0]}`} className="text-accent underline">
                  <code>{names[0]}</code>
                </a>
                {typeWords(field)
                  .split(names[0] ?? '')
                  .slice(1)
                  .join(names[0])}
              </span>
            ) : (
              <code className="break-words text-ink-2">{typeWords(field)}</code>
            )}
            {bounds.length > 0 && <span className="break-words text-ink-3"> {bounds.join(', ')}</span>}
            {field.description && <span className="block text-ink-2">{field.description}</span>}
            {depth < DEEPEST && names.length === 0 && <SchemaFields schema={field} depth={depth + 1} />}
          </li>
        );
      })}
    </ul>
  );
}
