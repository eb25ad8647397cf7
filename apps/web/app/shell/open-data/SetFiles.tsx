import type { ReactNode } from 'react';
import { Disclosure, sizeText, useT } from '@hiroba/ui';
import type { OpenDataQuery } from '../../gql/graphql.ts';

type NightlyFile = OpenDataQuery['nightlyFiles']['files'][number];

const formats = ['csv', 'ndjson', 'json'] as const;
const officeFormats = [['xlsx', 'Excel'], ['cp932.zip', 'CP932']] as const;

/** A row of links with what they have in common before them. */
export const FileRow = ({ label, children }: { label: string; children: ReactNode }) => (
  <span className="flex flex-wrap gap-x-4 gap-y-1">
    <span className="text-ink-soft">{label}</span>
    {children}
  </span>
);

/** A file of the night, with its size. */
export const NightlyLink = ({ file: { file, bytes }, name, children }: { file: NightlyFile; name?: string; children: ReactNode }) => (
  <span>
    <a className="link" href={`/download/nightly/${file}`} aria-label={name}>{children}</a> <span className="text-ink-soft">({sizeText(bytes)})</span>
  </span>
);

/** The digests of files, by which anybody can check what they hold. */
export const Digests = ({ files }: { files: readonly NightlyFile[] }) => (
  <ul className="grid gap-1">
    {files.map(({ file, digest }) => <li key={file}>{file}<br /><code className="break-all">{digest}</code></li>)}
  </ul>
);

/** A set of open data in all its forms: as it was in the night, as it is now, and what its columns are. */
export function SetFiles({ set: { name, title, columns, rows, files }, isOffice }: {
  set: OpenDataQuery['openDataSets'][number] & { readonly rows: number | null | undefined; readonly files: readonly NightlyFile[] };
  isOffice: boolean;
}) {
  const t = useT();
  return (
    <li className="grid gap-1">
      <span className="font-700">{title}</span>
      {files.length > 0 ? (
        <FileRow label={t('shell.openData.night', { rows: rows ?? 0 })}>
          {files.map((each) => {
            const format = each.file.slice(name.length + 1).toUpperCase();
            return <NightlyLink key={each.file} file={each} name={t('shell.openData.save', { name: title, format })}>{format}</NightlyLink>;
          })}
        </FileRow>
      ) : null}
      <FileRow label={t('shell.openData.now')}>
        {formats.map((format) => (
          <a
            key={format} className="link" href={`/download/everything/${name}.${format}`}
            aria-label={t('shell.openData.save', { name: title, format: format.toUpperCase() })}
          >
            {format.toUpperCase()}
          </a>
        ))}
        {(isOffice ? officeFormats : []).map(([format, label]) => (
          <a key={format} className="link" href={`/download/everything/${name}.${format}`}>
            {t('shell.openData.office', { name: title, format: label })}
          </a>
        ))}
      </FileRow>
      <Disclosure summary={t('shell.openData.columns', { name: title })}>
        <p className="measure"><code>{columns.join(', ')}</code></p>
        {files.length > 0 ? <Digests files={files} /> : null}
      </Disclosure>
    </li>
  );
}
