import { attachmentLimits, offeredKinds } from '@hiroba/attachments';
import { Button, FileField, useInterlude, useOutcome, useT } from '@hiroba/ui';
import { submissionFileLimits } from '../domain/submission-file.ts';
import { keptFields } from './submission-files.ts';

interface FilesFieldProps {
  /** The form it stands in. */
  readonly form?: string;
  readonly staff?: boolean;
  readonly label: string;
  readonly hint: string;
}

/** Files that come with a form; those that are kept already are named, and can be let go. */
export function SubmissionFilesField({ form = 'main', staff = false, label, hint }: FilesFieldProps) {
  const t = useT();
  const [outcome, interlude] = [useOutcome(form), useInterlude(form)];
  const values = interlude?.values ?? outcome?.values;
  const slips = values?.[keptFields.slip] ?? [];
  const count = submissionFileLimits.files - slips.length;
  const limits = t('public-comments.files.limits', { count, megabytes: attachmentLimits.megabytes[staff ? 'staff' : 'participant'] });
  return (
    <>
      {slips.length > 0 ? (
        <div className="panel panel-quiet grid gap-2">
          <p className="font-700">{t('public-comments.files.kept')}</p>
          <ul className="grid gap-2">
            {slips.map((slip, n) => {
              const name = values?.[keptFields.label]?.[n] ?? '';
              return (
                <li key={slip} className="flex flex-wrap items-center gap-3">
                  <span>{name}</span>
                  <input type="hidden" name={keptFields.slip} value={slip} />
                  <input type="hidden" name={keptFields.label} value={name} />
                  <Button small weight="quiet" name={keptFields.drop} value={slip}>{t('public-comments.files.drop', { name })}</Button>
                </li>
              );
            })}
          </ul>
        </div>
      ) : null}
      {count > 0
        ? <FileField key={slips.join()} name="files" label={label} hint={`${hint} ${limits}`} multiple optional accept={offeredKinds[staff ? 'staff' : 'participant']} />
        : <p className="text-ink-soft">{t('public-comments.files.full')}</p>}
    </>
  );
}
