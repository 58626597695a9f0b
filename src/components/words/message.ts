/** The words of what is said to agents. */
export const words = {
  title: 'Messages',
  list: {
    seen: 'Seen',
    delivered: 'Delivered',
    sent: 'Sent',
    waits: 'Waits for the next agent',
  },
  composer: {
    toAgent: 'Message to the agent',
    followUp: 'Follow up',
    send: 'Send',
    failed: 'It was not sent',
    hearsNow: 'It hears this after the tool call it is in.',
    hearsNext: 'The next agent hears it with its task.',
    goesOn: 'The task is queued again and goes on in the same session.',
    newTask: 'A new task goes on from this one, in the same session.',
    unheard: 'Nobody can hear it while the task stands like this; what you wrote is kept here.',
  },
};
