/** The words of the list of what somebody was told. */
export const words = {
  title: 'Notifications',
  none: 'Nothing to tell. What needs you and what fails is told here; {choose}.',
  chooseElse: 'choose what else',
  list: 'What you were told',
  notRead: 'Not read:',
  choose: 'Choose what you are told',
  readAll: 'Mark all as read',
};
