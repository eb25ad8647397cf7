import { Suspense, useEffect } from 'react';
import { useLoaderData, useRevalidator, type LoaderFunctionArgs } from 'react-router';
import {
  buttonClass,
  ButtonRow,
  clockContext,
  Disclosure,
  Facts,
  found,
  links,
  PageBody,
  PageHead,
  query,
  Section,
  useLocale,
  useT,
} from '@hiroba/ui';
import { qrImage } from '@hiroba/ui/qr.server';
import { Checked } from '../checking/late.ts';
import { EntryBytes } from '../EntryBytes.tsx';
import { EntryFacts } from '../EntryFacts.tsx';
import type { ReceiptPageQuery } from '../gql/graphql.ts';
import { receiptPageQuery } from './receipt.graphql.ts';
import { Steps } from './Steps.tsx';

/** How often a page that waits asks again. */
const AGAIN_MS = 2_000;
const AGAIN_SECONDS = 5;

/** Loads a receipt, with a picture of its address for phones. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { receipt, logEntry, viewer } = await query(context, receiptPageQuery, { id: params.id ?? '' });
  const { address, dueAt, proof } = found(receipt);
  const isLate = proof === null && context.get(clockContext)() > new Date(dueAt);
  return {
    receipt: found(receipt),
    entry: found(logEntry),
    isLate,
    isVisitor: !viewer.person,
    qr: await qrImage(address),
  };
}

/** What somebody keeps of a public act: that it was accepted, that it is on record, how to check that, and what it does not show. */
export default function ReceiptPage() {
  const { receipt, entry, isLate, isVisitor, qr } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  const { id, proof, leaf, note, vkeys, own } = receipt;
  const isWaiting = proof === null && !isLate;
  useLooksAgain(isWaiting);
  return (
    <>
      {isWaiting ? (
        <noscript>
          <meta httpEquiv="refresh" content={String(AGAIN_SECONDS)} />
        </noscript>
      ) : null}
      <PageHead
        title={t('transparency.receipt.title')}
        lead={t('transparency.receipt.lead')}
        crumbs={[
          { label: t('spaces.home'), to: to.home() },
          { label: t('transparency.log.title'), to: to.log() },
        ]}
      />
      <PageBody>
        <EntryFacts entry={entry} />
        <Steps receipt={receipt} isLate={isLate} />
        <Section title={t('transparency.receipt.check')} lead={t('transparency.receipt.checkLead')}>
          <Suspense>
            <Checked leaf={leaf} proof={proof} receipt={note} vkeys={vkeys} />
          </Suspense>
        </Section>
        <Section title={t('transparency.receipt.limits')}>
          <ul className="list-disc pl-6 measure">
            {(['truth', 'who', 'before'] as const).map((limit) => (
              <li key={limit}>{t(`transparency.receipt.limit.${limit}`)}</li>
            ))}
          </ul>
        </Section>
        <Section title={t('transparency.receipt.keep')} lead={t('transparency.receipt.keepText')}>
          {own > 0 ? <p className="measure">{t('transparency.receipt.own', { count: own })}</p> : null}
          {isVisitor ? <p className="measure">{t('transparency.receipt.signIn')}</p> : null}
          <ButtonRow>
            <a className={buttonClass('primary')} href={`/log/receipts/${id}.zip`} download>
              {t('transparency.receipt.zip')}
            </a>
            <a className={buttonClass('secondary')} href="/log/verify.html" download>
              {t('transparency.receipt.verifier')}
            </a>
          </ButtonRow>
          <p className="text-ink-soft measure">{t('transparency.receipt.verifierText')}</p>
        </Section>
        <Section title={t('transparency.receipt.paper')} lead={t('transparency.receipt.paperText')}>
          <div className="flex flex-wrap items-center gap-6">
            <img src={qr} alt={t('transparency.receipt.qr')} width="176" height="176" className="bg-white" />
            <p className="min-w-0 break-all font-700">{receipt.address}</p>
          </div>
        </Section>
        <div className="grid gap-3">
          <EntryBytes entry={entry} proof={proof ?? undefined} />
          <Note receipt={receipt} />
        </div>
      </PageBody>
    </>
  );
}

/** Asks again by itself as long as something is awaited. */
function useLooksAgain(isWaiting: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(() => void revalidate(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWaiting, revalidate]);
}

function Note({ receipt: { note, vkeys } }: { receipt: NonNullable<ReceiptPageQuery['receipt']> }) {
  const t = useT();
  const bytes = (text: string) => <code className="block whitespace-pre-wrap break-all">{text}</code>;
  return (
    <Disclosure summary={t('transparency.receipt.technical')}>
      <Facts
        facts={[
          ...(note ? [{ term: t('transparency.receipt.note'), value: bytes(note) }] : []),
          { term: t('transparency.receipt.keys'), value: bytes(vkeys.join('\n')) },
        ]}
      />
    </Disclosure>
  );
}
