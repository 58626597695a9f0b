/** The words of the button that stops work. */
export const words = {
  stop: 'Stop work',
};
