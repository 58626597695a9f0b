/** The words of what a shape of the API is and what bounds it has. */
export const words = {
  or: ' or ',
  and: ' and ',
  arrayOf: 'array of',
  mapOf: (what: string) => `map of ${what}`,
  anything: 'anything',
  plain: (n: string) => n,
  characters: (n: string) => `${n} characters`,
  items: (n: string) => `${n} items`,
  to: (least: string, most: string) => `${least} to ${most}`,
  atLeast: (bound: string) => `at least ${bound}`,
  atMost: (bound: string) => `at most ${bound}`,
  byDefault: (value: string) => `default ${value}`,
  idOr: (ref: string) => `an id, or a ref such as ${ref}`,
  prefixed: (prefix: string) => `${prefix}_ and 32 hexadecimal digits`,
  digits: (n: string) => `${n} hexadecimal digits`,
  like: (pattern: string) => `like ${pattern}`,
};
