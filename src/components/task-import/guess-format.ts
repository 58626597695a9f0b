/** What a text most likely is: JSON begins with a bracket, everything else is read as CSV. */
export const guessFormat = (content: string): 'csv' | 'json' =>
  /^\s*[[{]/.test(content.replace(/^\uFEFF/, '')) ? 'json' : 'csv';

export const CSV_EXAMPLE = `title,priority,riskLevel,filesHint,description
Reject orders with a negative amount,1,LOW,src/orders/,"A price of zero, or below, is refused"
Round totals half to even,2,HIGH,src/money/,`;

export const JSON_EXAMPLE = `[
  { "title": "Reject orders with a negative amount", "priority": 1, "filesHint": ["src/orders/"] },
  { "title": "Round totals half to even", "riskLevel": "HIGH" }
]`;
