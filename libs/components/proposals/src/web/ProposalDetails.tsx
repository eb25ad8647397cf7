import { Facts, useT } from '@hiroba/ui';
import type { KindedText } from './KindFields.tsx';

/** What a need or a policy says besides its text. */
export function ProposalDetails({ proposal: { details = [] }, lang }: { proposal: KindedText; lang: string }) {
  const t = useT();
  if (details.length === 0) return null;
  return <Facts facts={details.map(({ name, text }) => ({ term: t(`proposals.detail.${name}`), value: <span lang={lang} className="whitespace-pre-line">{text}</span> }))} />;
}
