import { Chips, useT, withQuery } from '@hiroba/ui';
import { proposalKinds, type ProposalKind } from '../domain/proposal.kind.ts';

interface KindChipsProps {
  /** What the place asks for. */
  readonly kinds: string;
  readonly current: ProposalKind | undefined;
  /** The address of the list as it is. */
  readonly here: string;
}

/** Narrows a list to needs or to policies, where its place asks for both. */
export function KindChips({ kinds, current, here }: KindChipsProps) {
  const t = useT();
  if (kinds !== 'BOTH') return null;
  return (
    <Chips
      label={t('proposals.kind.label')}
      chips={[
        { label: t('proposals.filter.all'), to: withQuery(here, { kind: null }), current: !current },
        ...proposalKinds.map((kind) => ({
          label: t(`proposals.kind.${kind}`),
          to: withQuery(here, { kind }),
          current: current === kind,
        })),
      ]}
    />
  );
}
