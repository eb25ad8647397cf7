import { DateTime, PlainText, Section, useT } from '@hiroba/ui';
import type { VoteAdoptionPartsFragment } from './gql/graphql.ts';

interface AdoptionProps {
  readonly adoption: VoteAdoptionPartsFragment;
  readonly nameOf: (code: string) => string;
}

/** What was counted and what the city adopts, side by side, with a reason for each difference; nothing where there is none. */
export function Adoption({ adoption: { computed, adopted, entries }, nameOf }: AdoptionProps) {
  const t = useT();
  if (entries.length === 0) return null;
  const list = (codes: readonly string[], others: readonly string[], word: string) => (
    <ul className="list-disc pl-6">
      {codes.map((code) => <li key={code}>{nameOf(code)}{others.includes(code) ? null : <strong> {word}</strong>}</li>)}
    </ul>
  );
  return (
    <Section title={t('votes.adopted.title')} lead={t('votes.adopted.lead')}>
      <div className="grid gap-6 sm:grid-cols-2">
        <div className="panel grid content-start gap-2"><h3 className="heading-4">{t('votes.adopted.counted')}</h3>{list(computed, adopted, t('votes.adopted.leftOut'))}</div>
        <div className="panel grid content-start gap-2"><h3 className="heading-4">{t('votes.adopted.adopts')}</h3>{list(adopted, computed, t('votes.adopted.added'))}</div>
      </div>
      <h3 className="heading-4">{t('votes.adopted.why')}</h3>
      <ul className="grid gap-4">
        {entries.map((entry) => (
          <li key={`${entry.option} ${entry.at}`} className="panel grid gap-2">
            <p className="font-700">{t(`votes.adopted.kind.${entry.kind}`, { name: nameOf(entry.option), other: entry.replacement ? nameOf(entry.replacement) : '' })}</p>
            <p>{t(`votes.adopted.code.${entry.code}`)}</p>
            <PlainText text={entry.reason} />
            <p className="text-ink-soft">{entry.office}{entry.document ? ` · ${entry.document}` : ''} · <DateTime at={entry.at} /></p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
