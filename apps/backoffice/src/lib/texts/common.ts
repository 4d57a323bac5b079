/** Texts that many places share. */
export const COMMON_TEXTS = {
  save: 'Save',
  add: 'Add',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  optional: 'optional',
  refused: 'That was refused',
  unreachable:
    'The service did not answer. Nothing is lost: try again, and it is done once, not twice.',
  passing: 'The service is busy. Try again in a moment.',
  requestId: (id: string) => `Request ${id}`,
  unsaved: {
    title: 'Leave without saving?',
    text: 'What you changed here is not saved.',
    leave: 'Leave',
    stay: 'Stay',
  },
  loading: 'Loading',
};
