/** The words of what people say of a task to each other. */
export const words = {
  tab: {
    title: 'Discussion',
    none: 'Nobody has said anything yet. People talk here; agents do not read it.',
    comments: 'Comments',
    comment: 'Comment',
  },
  composer: {
    hint: 'Markdown. Name somebody as @name, and they are told.',
    name: 'Name somebody',
    failed: 'Nothing was said',
    leave: 'Leave it',
  },
  remark: {
    nobody: 'Somebody who left',
    changed: 'changed {when}',
    edit: 'Edit',
    delete: 'Delete',
    yours: 'Your comment',
    save: 'Save',
    deleteTitle: 'Delete this comment?',
    deleteAbout: 'It is gone for everybody, and who was told of it is told no more.',
    deleteConfirm: 'Delete comment',
  },
};
