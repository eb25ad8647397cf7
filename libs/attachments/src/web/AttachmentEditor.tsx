import { Button, CheckboxField, TextField, useT } from '@hiroba/ui';
import { AttachedDocument, AttachedPicture } from './AttachmentList.tsx';
import type { OwnAttachmentFragment } from './gql/graphql.ts';
import { altField, decorativeField, removeField } from './send-files.ts';

interface EditorProps {
  readonly files: readonly OwnAttachmentFragment[];
  /** Where pictures are never before everybody, they need no words. */
  readonly wordsOptional?: boolean;
}

/** The files of a thing for those who may change them: what each shows in words, and a way to take it away. */
export function AttachmentEditor({ files, wordsOptional = false }: EditorProps) {
  const t = useT();
  if (files.length === 0) return <p className="text-ink-soft">{t('attachments.none')}</p>;
  return <ol className="grid gap-6">{files.map((file) => <li key={file.id} className="panel grid gap-4"><OneFile file={file} wordsOptional={wordsOptional} /></li>)}</ol>;
}

function OneFile({ file, wordsOptional }: { file: OwnAttachmentFragment; wordsOptional: boolean }) {
  const t = useT();
  const { id, name, shape, alt, decorative, namedAuthor, namedTitle } = file;
  const words = shape === 'IMAGE'
    ? { label: t('attachments.alt.image'), hint: t('attachments.alt.image.hint'), optional: wordsOptional }
    : { label: t('attachments.alt.document'), hint: t('attachments.alt.document.hint'), optional: true };
  return (
    <>
      <div className="grid gap-2">{shape === 'IMAGE' ? <><AttachedPicture file={file} /><span className="text-ink-soft">{name}</span></> : <AttachedDocument file={file} />}</div>
      {namedAuthor ? <p className="measure">{t('attachments.named', { author: namedAuthor })}</p> : null}
      {namedTitle ? <p className="measure">{t('attachments.named.title', { title: namedTitle })}</p> : null}
      <TextField name={altField(id)} {...words} defaultValue={alt} width="full" />
      {shape === 'IMAGE' ? <CheckboxField name={decorativeField(id)} label={t('attachments.decorative')} defaultChecked={decorative} /> : null}
      <input type="hidden" name="file" value={id} />
      <div><Button small weight="quiet" name={removeField} value={id}>{t('attachments.remove', { name })}</Button></div>
    </>
  );
}
