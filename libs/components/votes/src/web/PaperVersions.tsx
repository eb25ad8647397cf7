import { DateTime, Disclosure, PlainText, Section, sizeText, Table, useT } from '@hiroba/ui';
import type { PapersDocument } from '../domain/result-package.ts';
import type { VoteVersionsQuery } from './gql/graphql.ts';

type Known = NonNullable<VoteVersionsQuery['vote']>;

/** How paper ballots came into a result: their batches, what was put right, and the results that were replaced. */
export function PaperVersions({ papers, known: { corrections, versions }, at }: { papers: string | null; known: Known; at: string }) {
  const t = useT();
  const { batches } = papers ? (JSON.parse(papers) as PapersDocument) : { batches: [] };
  if (batches.length + versions.length === 0) return null;
  return (
    <>
      {batches.length > 0 ? (
        <Section title={t('votes.paperResult.title')} lead={t('votes.paperResult.lead')}>
          <Table
            caption={t('votes.paperResult.title')} captionHidden rows={batches} rowKey={({ n }) => String(n)}
            columns={[
              { key: 'n', head: t('votes.batch.n'), cell: ({ n }) => t('votes.batch.name', { n }) },
              { key: 'papers', head: t('votes.batch.papers'), numeric: true, cell: ({ papers: many }) => many },
              { key: 'invalid', head: t('votes.batch.invalid'), numeric: true, cell: ({ invalid }) => invalid },
              { key: 'differences', head: t('votes.batch.differences'), numeric: true, cell: ({ differences }) => differences },
            ]}
          />
        </Section>
      ) : null}
      {versions.length > 0 ? (
        <Section title={t('votes.versions.title')} lead={t('votes.versions.lead')}>
          {corrections.map(({ version, batch, added, removed, reason, at: when }) => (
            <div key={version} className="panel grid gap-2">
              <p className="font-700">{t('votes.versions.correction', { version, batch, added, removed })}</p>
              <PlainText text={reason} />
              <p className="text-ink-soft"><DateTime at={when} /></p>
            </div>
          ))}
          {versions.map(({ version, files }) => (
            <Disclosure key={version} summary={t('votes.versions.files', { version })}>
              <ul className="grid gap-2">
                {files.map(({ name, size }) => (
                  <li key={name}><a className="link" href={`${at}/versions/${version}/${name}`} download={name}>{name}</a> <span className="text-ink-soft">{sizeText(size)}</span></li>
                ))}
              </ul>
            </Disclosure>
          ))}
        </Section>
      ) : null}
    </>
  );
}
