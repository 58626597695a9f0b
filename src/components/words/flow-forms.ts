/** The words of the forms in the editor of a flow: of a node, of an edge, and of its JSON. */
export const words = {
  choose:
    'Choose a node or an edge to change it. On the canvas: Tab goes from node to node, the arrows move it, Delete removes it. The outline does all of the same.',
  node: {
    about: (kind: string, unit: string) => `${kind}. Timeouts of this flow are in ${unit}.`,
    seconds: 'seconds',
    milliseconds: 'milliseconds',
    taken: 'Another node has this id.',
    parent: 'stands in',
    noParent: 'No container',
    member: 'Member',
    judge: 'Judge: decides among the members',
    leadsTo: 'Leads to',
    again: (target: string, most: number) => `${target} (again, ${most} times at most)`,
    nothing: 'Nothing yet.',
    leadTo: 'Lead to',
    choose: 'Choose a node',
    connect: 'Connect',
    delete: 'Delete node',
  },
  edge: { fromTo: 'From {source} to {target}', delete: 'Delete edge' },
  field: {
    unset: 'Not set',
    lines: 'One on each line.',
    hintLines: (hint: string) => `${hint}. One on each line.`,
    json: 'JSON.',
    notJson: (reason: string) => `Not JSON yet: ${reason}`,
  },
  json: {
    hint: 'Members that are not known here are kept.',
    document: 'The document',
    lastRight: (error: string) => `${error}. The other views show what was last right.`,
  },
};
