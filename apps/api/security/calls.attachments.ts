import { byId, next, type Call } from './call.ts';
import { doIt, type Scene, type Subject } from './scene.ts';

/** A file that nobody has sent before. */
export const textFile = (): File => new File([`資料 ${next()}`], '資料.txt');

const draft = async ({ city, people, room }: Scene): Promise<Subject> => ({
  id: await city.draft(people.author, room.componentId, { title: `資料つき${next()}` }),
});

const attached = async (scene: Scene): Promise<Subject> => {
  const thing = await draft(scene);
  const made = await doIt(
    scene.people.author,
    'attachFile(subjectKind: "proposal", subjectId: $id, file: $file)',
    { ...thing, file: textFile() },
    '$id: ID!, $file: Upload',
    '... on Attachment { id }',
  );
  return { id: made.id };
};

/** The calls of attachments; without a file, which only a form of the site can send. */
export const attachmentCalls: Readonly<Record<string, Call>> = {
  attachFile: { subject: draft, variables: (_, { id }) => ({ subjectKind: 'proposal', subjectId: id }) },
  describeAttachment: { subject: attached, variables: (_, { id }) => ({ id, alt: `説明${next()}` }) },
  removeAttachment: { subject: attached, variables: byId },
};
