import { FileField, useOutcome, useT } from '@hiroba/ui';
import { attachmentLimits, offeredKinds } from '../domain/attachment.ts';

interface AttachmentFieldProps {
  /** How many files there are already. */
  readonly many?: number;
  readonly staff?: boolean;
}

/** The field by which files come with a form; those of a refused sending that were taken are named. */
export function AttachmentField({ many = 0, staff = false }: AttachmentFieldProps) {
  const t = useT();
  const kept = useOutcome()?.values[keptField] ?? [];
  const { files, megabytes: { participant, staff: office } } = attachmentLimits;
  const count = files - many - kept.length;
  const said = { files, count, megabytes: staff ? office : participant };
  return (
    <>
      {kept.length > 0 ? (
        <div className="panel panel-quiet grid gap-2">
          <p className="font-700">{t('attachments.kept')}</p>
          <ul className="list-disc pl-6">{kept.map((name, at) => <li key={at}>{name}<input type="hidden" name={keptField} value={name} /></li>)}</ul>
        </div>
      ) : null}
      {count > 0 ? (
        <FileField
          name="files" label={t('attachments.field')} multiple optional accept={offeredKinds[staff ? 'staff' : 'participant']}
          hint={t(count < files ? 'attachments.field.more' : 'attachments.field.hint', said)}
        />
      ) : <p className="text-ink-soft">{t('attachments.field.full', said)}</p>}
    </>
  );
}

/** The names of files that were taken although their form was refused. */
export const keptField = 'keptFiles';
