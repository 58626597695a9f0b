import { Failure } from '../../terminal/failure';

/** Values of a flow's variables from `name=value`, as JSON where they read so. Throws a Failure that names the wrong one. */
export function readInputs(given: string[]): Record<string, unknown> {
  return Object.fromEntries(
    given.map((one) => {
      const at = one.indexOf('=');
      if (at < 1)
        throw new Failure('VALUE_MALFORMED', `“${one}” is no input. Give one like -i goal=value.`, 'usage');
      return [one.slice(0, at), asJson(one.slice(at + 1))];
    }),
  );
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
