/** The words of the list of runners. */
export const words = {
  lead: 'Machines that take tasks from the queue. They call us; nothing needs to be reachable on them.',
  connect: 'Connect a machine',
  none: 'No machine is connected',
  how: 'One command on a laptop or server connects it. Until then tasks wait in the queue.',
  heard: 'heard {ago}',
  problems: (n: number) => (n === 1 ? '1 problem on the machine' : `${n} problems on the machine`),
};
