import { Disclosure, RadioGroup, TextArea, textOf, useT } from '@hiroba/ui';
import { detailNames, detailsOf, kindsAsked, LONGEST_DETAIL, proposalKinds, type ProposalKind } from '../domain/proposal.kind.ts';
import type { RoomFactsFragment } from './gql/graphql.ts';

/** What a proposal is, and what it says besides its text. */
export interface KindedText {
  readonly kind?: ProposalKind | null;
  readonly details?: readonly { readonly name: string; readonly text: string }[];
}

/** What a proposal is, where its place asks, and what is asked of such a one besides its text. */
export function KindFields({ rules, proposal }: { rules: Pick<RoomFactsFragment['rules'], 'kinds'>; proposal: KindedText | undefined }) {
  const t = useT();
  const asked = kindsAsked(rules);
  const [only] = asked;
  const fields = (kind: ProposalKind) => detailsOf[kind].map((name) => (
    <TextArea
      key={name} name={`details.${name}`} label={t(`proposals.detail.${name}`)} hint={t(`proposals.form.detail.${name}`)} max={LONGEST_DETAIL} rows={2}
      optional defaultValue={proposal?.details?.find((detail) => detail.name === name)?.text}
    />
  ));
  if (asked.length === 1 && only) return fields(only);
  if (asked.length === 0) return null;
  return (
    <>
      <RadioGroup
        name="kind" label={t('proposals.kind.label')} defaultValue={proposal?.kind ?? undefined}
        options={proposalKinds.map((value) => ({ value, label: t(`proposals.kind.${value}`), hint: t(`proposals.form.kind.${value}`) }))}
      />
      {proposalKinds.map((kind) => (
        <Disclosure key={kind} summary={t(`proposals.form.details.${kind}`)} open={proposal?.kind === kind}>{fields(kind)}</Disclosure>
      ))}
    </>
  );
}

/** What was typed into the fields; nothing of what was not asked for. */
export function kindTyped(form: FormData) {
  const kind = proposalKinds.find((one) => one === textOf(form, 'kind'));
  const details = Object.fromEntries(detailNames.filter((name) => form.has(`details.${name}`)).map((name) => [name, textOf(form, `details.${name}`)]));
  return { ...(kind ? { kind } : {}), ...(Object.keys(details).length > 0 ? { details } : {}) };
}
