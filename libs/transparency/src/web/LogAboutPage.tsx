import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { addressOf, links, PageBody, PageHead, Section, TextLink, useLocale, useT } from '@hiroba/ui';

const files = ['checkpoint', 'vkey', 'policy', 'tile/<L>/<N>', 'tile/entries/<N>', 'schema/<sha256>'] as const;

/** Tells where the files of the log are, for whoever checks it elsewhere. */
export const loader = (args: LoaderFunctionArgs) => ({ prefix: `${addressOf(args).origin}/log/public` });

/** What the public log proves and what it does not, and how to check it with tools that the city did not write. */
export default function LogAboutPage() {
  const t = useT();
  const to = links(useLocale());
  const { prefix } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        title={t('transparency.log.about.title')}
        lead={t('transparency.log.about.lead')}
        crumbs={[
          { label: t('spaces.home'), to: to.home() },
          { label: t('transparency.log.title'), to: to.log() },
        ]}
      />
      <PageBody>
        <Section title={t('transparency.log.about.does')}>
          <Points of={['does1', 'does2', 'does3']} />
        </Section>
        <Section title={t('transparency.log.about.doesNot')}>
          <Points of={['doesNot1', 'doesNot2', 'doesNot3']} />
        </Section>
        <Section title={t('transparency.log.about.privacy')}>
          <Points of={['privacy1', 'privacy2', 'privacy3']} />
        </Section>
        <Section title={t('transparency.log.about.how')}>
          <Points of={['how1', 'how2', 'how3']} />
          <p className="flex flex-wrap gap-x-6 gap-y-1">
            <TextLink to={to.log()}>{t('transparency.log.about.list')}</TextLink>
            <TextLink to={to.log('key')}>{t('transparency.log.keyLink')}</TextLink>
            <a className="link" href="/log/verify.html" download>
              {t('transparency.receipt.verifier')}
            </a>
          </p>
        </Section>
        <Section title={t('transparency.log.about.auditors')} lead={t('transparency.log.about.auditorsText')}>
          <ul className="list-disc pl-6 grid gap-2">
            {files.map((file) => (
              <li key={file}>
                <code className="wrap-anywhere">{`${prefix}/${file}`}</code>
                <br />
                <span className="text-ink-soft">
                  {t(
                    `transparency.log.about.file.${file.replace(/\W.*/, '')}${file.includes('entries') ? '.entries' : ''}`,
                  )}
                </span>
              </li>
            ))}
          </ul>
          <p className="measure">{t('transparency.log.about.tools')}</p>
          <p>
            <a className="link" href="/log/hiroba-log.mjs" download>
              {t('transparency.log.about.program')}
            </a>
          </p>
          <pre className="whitespace-pre-wrap wrap-anywhere">
            <code>
              {`node hiroba-log.mjs audit --log ${prefix} --vkey @city.vkey --old kept --save kept --fresh 2h --strict-headers\n`}
              {`node hiroba-log.mjs proof --log ${prefix} --vkey @city.vkey --index 377 -o entry\n`}
              {'node hiroba-log.mjs verify entry.tlog-proof entry.leaf --vkey @city.vkey'}
            </code>
          </pre>
        </Section>
      </PageBody>
    </>
  );
}

function Points({ of }: { of: readonly string[] }) {
  const t = useT();
  return (
    <ul className="list-disc pl-6 grid gap-2 measure">
      {of.map((point) => (
        <li key={point}>{t(`transparency.log.about.${point}`)}</li>
      ))}
    </ul>
  );
}
