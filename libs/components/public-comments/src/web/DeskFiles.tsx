import { Button, Form, Section, TextField, useInterlude, useT } from '@hiroba/ui';
import type { OpenSubmissionFilesMutation } from './gql/graphql.ts';

type Opened = Extract<OpenSubmissionFilesMutation['outcome'], { readonly __typename: 'OpenedSubmissionFiles' }>;

/** The files of a submission for staff: opened for some minutes once they have said what for, pictures beside the text they are compared with. */
export function DeskFiles() {
  const t = useT();
  const opened = useInterlude('files')?.found as Opened | undefined;
  if (opened) {
    return (
      <Section title={t('public-comments.files.opened')} lead={t('public-comments.files.opened.lead')}>
        <ul className="grid gap-4">
          {opened.files.map(({ id, n, url, picture }) => (
            <li key={id} className="grid gap-2">
              <a className="link" href={url}>{t('public-comments.files.open', { n })}</a>
              {picture ? <img src={url} alt={t('public-comments.files.picture', { n })} className="attached-picture" /> : null}
            </li>
          ))}
        </ul>
      </Section>
    );
  }
  return (
    <Section title={t('public-comments.files.look')}>
      <Form name="files">
        <p className="measure">{t('public-comments.contact.text')}</p>
        <TextField name="purpose" label={t('public-comments.contact.purpose')} hint={t('public-comments.files.purpose.hint')} width="full" />
        <div><Button>{t('public-comments.files.act')}</Button></div>
      </Form>
    </Section>
  );
}
