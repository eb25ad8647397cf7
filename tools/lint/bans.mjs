const ban = (selector, message) => ({ selector, message });
const attribute = (name, message) => ban(`JSXAttribute[name.name='${name}']`, message);

/** Syntax that no file of ours uses. */
export const bans = [
  ban('TSEnumDeclaration', 'An enum is not erasable; use a union of strings.'),
  ban('TSModuleDeclaration[kind="namespace"]', 'A file is the namespace.'),
];

/** What pages leave out, for everyone's sake. */
export const webBans = [
  attribute('placeholder', 'A placeholder disappears when it is needed; use a label and a hint.'),
  attribute('disabled', 'A disabled control cannot say why; show the refusal.'),
  attribute('isDisabled', 'A disabled control cannot say why; show the refusal.'),
  attribute('autoFocus', 'Focus moves only where the person sent it.'),
];

/** Raw HTML has one door. */
export const rawHtmlBan = attribute('dangerouslySetInnerHTML', 'HTML is shown by <RichText> of @hiroba/ui only.');

/** Tests that do not run prove nothing. */
export const onlySpecBan = ['describe', 'it', 'test'].flatMap((object) =>
  ['only', 'skip', 'todo'].map((property) => ({ object, property, message: 'Every test runs.' })),
);
