type Typed = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Gives a field its state from what stands in it: whoever types on a slow line is there before the script that listens, and
 * would lose the words at the next drawing. A `ref` of every shared field; what nobody touched stays as it is.
 */
export function keepTyped(field: Typed | null): void {
  if (!field || field.disabled || (field instanceof HTMLInputElement && field.type === 'file')) return;
  if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio')) {
    if (field.checked !== field.defaultChecked) later(() => tick(field));
  } else {
    const { value } = field;
    const drawn = drawnValue(field);
    if (drawn !== undefined && value !== drawn) later(() => say(field, value, drawn));
  }
}

/** One task each: forms keep their fields in one object, and the second must find what the first has said. */
const later = (tell: () => void) => void setTimeout(tell);

/** What the server drew; undefined where it drew nothing, as in a list that the script has made: nobody has touched that. */
function drawnValue(field: Typed): string | undefined {
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  return [...field.options].find((option) => option.defaultSelected)?.value;
}

function say(field: Typed, value: string, drawn: string): void {
  // Who typed on meanwhile was heard.
  if (field.value !== value && field.value !== drawn) return;
  const caret = field instanceof HTMLSelectElement ? null : field.selectionStart;
  // React asks its own notes whether a value has changed; the setter of the element's class leaves them as they are.
  field.value = drawn;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value);
  if (caret !== null && document.activeElement === field && !(field instanceof HTMLSelectElement))
    field.setSelectionRange(caret, caret);
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
}

function tick(field: HTMLInputElement): void {
  if (field.checked !== field.defaultChecked) field.checked = field.defaultChecked;
  field.click();
}
