import type { ReactNode } from 'react';
import { DateTime, Icon, Notice, Section, useLocale, useT, type IconName } from '@hiroba/ui';
import type { ReceiptPageQuery } from '../gql/graphql.ts';

interface StepsProps {
  readonly receipt: NonNullable<ReceiptPageQuery['receipt']>;
  /** Whether the time is over in which it must be on record. */
  readonly isLate: boolean;
}

/** How far an act has come: accepted, in the public record, under a signature of the city. */
export function Steps({ receipt: { id, at, index, size }, isLate }: StepsProps) {
  const t = useT();
  const locale = useLocale();
  const isThere = index !== null && size !== null;
  const state = isThere ? 'recorded' : isLate ? 'late' : 'waiting';
  return (
    <Section title={t('transparency.receipt.state')}>
      <Notice
        kind={isThere ? 'success' : isLate ? 'warning' : 'info'}
        level={3}
        title={t(`transparency.receipt.${state}`)}
        action={
          isThere ? undefined : (
            // The page anew and not through the router: without scripts it goes on asking by itself.
            <a className="link" href={`/${locale}/receipt/${id}`}>
              {t('transparency.receipt.again')}
            </a>
          )
        }
      >
        {isThere ? <p>{t('transparency.receipt.recordedText')}</p> : null}
      </Notice>
      <ol className="grid gap-3">
        <Step icon="check">
          {t('transparency.receipt.step.accepted')}　<DateTime at={at} />
        </Step>
        <Step icon={isThere ? 'check' : isLate ? 'warning' : 'clock'}>
          {isThere
            ? t('transparency.receipt.step.recorded', { index: String(index) })
            : t(`transparency.receipt.step.${isLate ? 'late' : 'waiting'}`)}
        </Step>
        <Step icon={isThere ? 'check' : 'circle'}>
          {isThere
            ? t('transparency.receipt.step.signed', { size: String(size) })
            : t('transparency.receipt.step.unsigned')}
        </Step>
      </ol>
    </Section>
  );
}

function Step({ icon, children }: { icon: IconName; children: ReactNode }) {
  return (
    <li className="flex items-start gap-3">
      <Icon name={icon} className="mt-1" />
      <span className="min-w-0">{children}</span>
    </li>
  );
}
