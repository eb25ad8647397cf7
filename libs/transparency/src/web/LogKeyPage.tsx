import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  DateTime,
  Empty,
  Facts,
  links,
  PageBody,
  PageHead,
  query,
  Section,
  TextLink,
  useLocale,
  useT,
} from '@hiroba/ui';
import { qrImage } from '@hiroba/ui/qr.server';
import { logKeyQuery } from './log.graphql.ts';

/** Loads the key of the log, and its picture. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { logCheckpoint: checkpoint } = await query(context, logKeyQuery, {});
  return { checkpoint, picture: checkpoint ? await qrImage(checkpoint.vkey) : '' };
}

/** The key that signs the public log, and how to compare it with a printed one. */
export default function LogKeyPage() {
  const t = useT();
  const to = links(useLocale());
  const { checkpoint, picture } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        title={t('transparency.log.key.title')}
        lead={t('transparency.log.key.lead')}
        crumbs={[
          { label: t('spaces.home'), to: to.home() },
          { label: t('transparency.log.title'), to: to.log() },
        ]}
      />
      <PageBody>
        {checkpoint ? (
          <>
            <Section title={t('transparency.log.key.own')}>
              <p>
                <code className="text-dns-18B-160">
                  {groupsOf(checkpoint.vkey).map((group, at) => (
                    <span key={at} className="inline-block pr-3">
                      {group}
                    </span>
                  ))}
                </code>
              </p>
              <img src={picture} width={232} height={232} alt={t('transparency.log.key.picture')} />
              <p>
                <a className="link" href="/log/public/vkey">
                  {t('transparency.log.key.file')}
                </a>
              </p>
            </Section>
            <Section title={t('transparency.log.key.compare')}>
              <ol className="list-decimal pl-6 grid gap-2 measure">
                <li>{t('transparency.log.key.step1')}</li>
                <li>{t('transparency.log.key.step2')}</li>
                <li>{t('transparency.log.key.step3')}</li>
              </ol>
              <p className="measure">{t('transparency.log.key.why')}</p>
            </Section>
            <Section title={t('transparency.log.key.checkpoint')} lead={t('transparency.log.key.checkpointText')}>
              <Facts
                facts={[
                  {
                    term: t('transparency.log.key.origin'),
                    value: <code className="break-all">{checkpoint.origin}</code>,
                  },
                  {
                    term: t('transparency.log.key.size'),
                    value: t('transparency.log.key.entries', { size: String(checkpoint.size) }),
                  },
                  { term: t('transparency.log.key.at'), value: <DateTime at={checkpoint.at} /> },
                ]}
              />
              <pre className="whitespace-pre-wrap break-all">
                <code>{checkpoint.note}</code>
              </pre>
            </Section>
          </>
        ) : (
          <Empty>{t('transparency.log.empty')}</Empty>
        )}
        <p>
          <TextLink to={to.log('about')}>{t('transparency.log.aboutLink')}</TextLink>
        </p>
      </PageBody>
    </>
  );
}

/** A key in pieces that an eye can compare: its name and its id, then four letters at a time. */
function groupsOf(vkey: string): readonly string[] {
  const [, name = '', id = '', letters = ''] = /^([^+]+\+)([0-9a-f]{8}\+)(.*)$/.exec(vkey) ?? [];
  return [name, id, ...(letters.match(/.{1,4}/g) ?? [])];
}
