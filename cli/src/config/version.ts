declare const __VERSION__: string | undefined;

/** The version of this build; `0.0.0` when run from source. */
export const VERSION = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0';
