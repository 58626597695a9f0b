/** The words of what one is told of, and in which browsers. */
export const words = {
  told: {
    title: 'What you are told of',
    inApp: 'On the page',
    push: 'In the browser',
    anyCase:
      'A task whose bell you have pressed is told of on the page in any case. What is settled elsewhere is taken back everywhere.',
  },
  browsers: {
    title: 'Browsers',
    here: 'Tell me in this browser',
    states: {
      unsupported:
        'This browser cannot do it here: it takes https or this very machine, and on iOS the page on the home screen.',
      blocked:
        'Notifications of this page are blocked in this browser. Allow them in its settings for this site first.',
      off: 'You are told here too while no page is open. The browser will ask you whether it may.',
      on: 'You are told here too while no page is open.',
    },
    refused: 'This browser may not show notifications. Allow them for this page, then try again.',
    list: 'Browsers that are told',
    unnamed: 'A browser',
    thisOne: '(this one)',
    since: 'since {since}',
    sinceAndTold: 'since {since}, last told {told}',
    stop: 'Tell it no more',
  },
};
