/** What is said of what is no visit; read by who opens one. */
export const en = {
  isNew: 'New event',
  edit: 'Event',
  title: 'What it is',
  hint: 'Training, parts pickup, day off …',
  allDay: 'Whole days',
  from: 'From',
  until: 'Until',
  day: (which: string) => `${which}: day`,
  time: (which: string) => `${which}: time`,
  who: 'Whose it is',
  everybody: 'Everybody’s',
  notes: 'Notes',
  remove: 'Delete',
  cancel: 'Cancel',
  create: 'Put it on the board',
  save: 'Save',
  needsTitle: 'Say what it is.',
  endBefore: 'It has to end after it begins.',
};

export type EventWords = typeof en;
