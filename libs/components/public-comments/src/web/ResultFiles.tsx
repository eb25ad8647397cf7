import { Disclosure, Section, useT } from '@hiroba/ui';
import { openFileNames } from '../domain/open-files.ts';

/** The result of a round as files: for people as tables and on paper, for machines one table each. */
export function ResultFiles({ id }: { id: string }) {
  const t = useT();
  const at = (part: string, format: string): string => `/download/public-comments/${id}${part && `-${part}`}.${format}`;
  const files = [
    { part: '', name: t('public-comments.files.result'), formats: [['pdf', t('public-comments.files.pdf')], ['xlsx', t('public-comments.files.excel')], ['csv', 'CSV'], ['json', 'JSON']] },
    { part: 'means', name: t('public-comments.files.means'), formats: [['xlsx', t('public-comments.files.excel')], ['csv', 'CSV'], ['json', 'JSON']] },
  ] as const;
  return (
    <div className="print:hidden"><Section title={t('public-comments.files.title')}>
      <ul className="grid gap-3">
        {files.map(({ part, name, formats }) => (
          <li key={part} className="flex flex-wrap gap-x-4 gap-y-1">
            <span>{name}</span>
            {formats.map(([format, label]) => (
              <a key={format} className="link" href={at(part, format)}><span className="sr-only">{name} </span>{label}</a>
            ))}
          </li>
        ))}
      </ul>
      <Disclosure summary={t('public-comments.files.machine')}>
        <p className="measure">{t('public-comments.files.machine.text')}</p>
        <ul className="grid gap-3">
          {openFileNames.map((file) => {
            const name = t(`public-comments.openData.${file}`);
            return (
              <li key={file} className="flex flex-wrap gap-x-4 gap-y-1">
                <span>{name}</span>
                {['csv', 'ndjson', 'json'].map((format) => (
                  <a key={format} className="link" href={at(file, format)}><span className="sr-only">{name} </span>{format.toUpperCase()}</a>
                ))}
              </li>
            );
          })}
        </ul>
      </Disclosure>
    </Section></div>
  );
}
