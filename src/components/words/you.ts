/** How a list of people names whoever reads it. Where there are no accounts they are called that already. */
export const you = (name: string) => (name === 'You' ? name : `${name} (you)`);
