import type { BodyOf } from '@/contract/endpoint';
import type { FlowDocument } from '@/contract/flow';
import type { createFlow as endpoint } from '@/contract/flow-calls';
import { wrongField } from '@/lib/errors';
import { FLOW_TEMPLATES } from './templates';

/** What a new flow begins with: the document that was given, or a template's. Throws VALIDATION_ERROR for one there is not. */
export function documentOf(body: BodyOf<typeof endpoint>): { document: FlowDocument; note: string } {
  const template = FLOW_TEMPLATES.find(({ key }) => key === body.template);
  const document = body.document ?? template?.document;
  if (!document)
    throw wrongField(
      'template',
      `There is no template ${body.template}; there are ${FLOW_TEMPLATES.map(({ key }) => key).join(', ')}.`,
    );
  const note = template ? `From the template ${template.name}` : 'Created';
  return { document: body.name === undefined ? document : { ...document, name: body.name }, note };
}
