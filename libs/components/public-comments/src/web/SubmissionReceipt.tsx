import { shownReceiptCode } from '@hiroba/kernel';
import { DateTime, Facts, Notice, PlainText, Section, sizeText, TextLink, useLocale, links, useT, type Fact } from '@hiroba/ui';
import type { SubmissionFactsFragment, SubmissionWithFilesFragment } from './gql/graphql.ts';

interface ReceiptProps {
  readonly submission: SubmissionFactsFragment & Partial<Pick<SubmissionWithFilesFragment, 'files'>>;
  readonly title: string;
  /** The entry of the public log that says so. */
  readonly entry?: string | undefined;
}

/** What somebody keeps of their submission: the code, when it came, and every word of it. */
export function SubmissionReceipt({ submission, title, entry }: ReceiptProps) {
  const t = useT();
  const to = links(useLocale());
  const { receiptCode, receivedAt, channel, body, locale, withdrawnAt, revisions, number, noticeVersion, excluded, target, files = [] } = submission;
  const facts: Fact[] = [
    { term: t('public-comments.receipt.round'), value: title },
    { term: t('public-comments.receipt.at'), value: <DateTime at={receivedAt} /> },
    { term: t('public-comments.receipt.channel'), value: t(`public-comments.channel.${channel}`) },
    { term: t('public-comments.receipt.notice'), value: t('public-comments.receipt.notice.n', { n: noticeVersion }) },
    ...(number === null || number === undefined ? [] : [{ term: t('public-comments.receipt.number'), value: String(number) }]),
    ...(revisions.length > 0 ? [{ term: t('public-comments.receipt.revisions'), value: t('public-comments.receipt.revisions.n', { n: revisions.length }) }] : []),
  ];
  return (
    <>
      {receiptCode ? (
        <div className="panel grid gap-3">
          <p className="text-ink-soft">{t('public-comments.receipt.code')}</p>
          <p className="heading-2 tabular-nums">{shownReceiptCode(receiptCode)}</p>
          <p className="measure">{t('public-comments.receipt.keep')}</p>
        </div>
      ) : null}
      {withdrawnAt ? <Notice kind="warning" title={t('public-comments.receipt.withdrawn')}><p><DateTime at={withdrawnAt} /></p></Notice> : null}
      {excluded && !withdrawnAt ? <Notice title={t('public-comments.receipt.excluded')}><p>{t(`public-comments.exclusion.${excluded}`)}</p></Notice> : null}
      <Facts facts={facts} />
      {entry ? <p><TextLink to={to.receipt(entry)}>{t('public-comments.receipt.entry')}</TextLink></p> : null}
      {target ? <Section title={t('public-comments.submit.target')}><PlainText text={target} lang={locale} /></Section> : null}
      {files.length > 0 ? (
        <Section title={t('public-comments.files.title')}>
          <ol className="grid gap-2">
            {files.map(({ id, n, what, format, bytes, pages, sha256 }) => (
              <li key={id}>
                {n}. {t(`public-comments.files.what.${what}`)} {[format, ...(pages ? [t('public-comments.files.pages', { count: pages })] : []), sizeText(bytes)].join(' · ')}
                <span className="block text-ink-soft break-all">SHA-256 {sha256}</span>
              </li>
            ))}
          </ol>
          <p className="measure text-ink-soft">{t('public-comments.files.unpublished')}</p>
        </Section>
      ) : null}
      <Section title={t('public-comments.receipt.text')}><PlainText text={body} lang={locale} /></Section>
    </>
  );
}
