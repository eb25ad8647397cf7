import { useEffect, useState } from 'react';
import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  Button,
  buttonClass,
  ButtonRow,
  found,
  links,
  PageBody,
  PageHead,
  query,
  TextLink,
  useLocale,
  useT,
} from '@hiroba/ui';
import { qrImage } from '@hiroba/ui/qr.server';
import { sharePageQuery } from './share.graphql.ts';

/** Loads what is passed on, with a picture of its address for phones. */
export async function loader({ context, params: { kind = '', id = '', locale = 'ja' } }: LoaderFunctionArgs) {
  const { followable, organisation } = await query(context, sharePageQuery, { kind, id });
  const { title, path } = found(followable);
  const address = `${organisation.address}/${locale}${path ?? ''}`;
  return { title: title ?? '', path: path ?? '', address, qr: await qrImage(address), organisation };
}

/** A thing to pass on: its address to copy and send, and a sheet to print and hang up. */
export default function SharePage() {
  const t = useT();
  const locale = useLocale();
  const {
    title,
    path,
    address,
    qr,
    organisation: { name, contact },
  } = useLoaderData<typeof loader>();
  const city = localized(name, locale).text;
  const words = encodeURIComponent(`${title} | ${city}\n${address}`);
  return (
    <>
      <div className="print:hidden">
        <PageHead
          title={t('shell.share.title')}
          lead={t('shell.share.lead')}
          actions={<TextLink to={links(locale).below(path)}>{t('shell.share.back')}</TextLink>}
        />
      </div>
      <PageBody>
        <section className="panel grid justify-items-center gap-6 text-center" aria-labelledby="sheet">
          <p className="font-700">{city}</p>
          <h2 id="sheet" className="heading-1">
            {title}
          </h2>
          <img src={qr} alt={t('shell.share.qr')} width="264" height="264" className="bg-white" />
          <p className="font-700 break-all" data-address>
            {address}
          </p>
          {contact.phone ? (
            <p className="text-ink-soft">
              {t('shell.share.phone')} {contact.phone}
            </p>
          ) : null}
        </section>
        <div className="grid gap-4 print:hidden">
          <ButtonRow>
            <a className={buttonClass('secondary')} href={`mailto:?subject=${encodeURIComponent(title)}&body=${words}`}>
              {t('shell.share.mail')}
            </a>
            <a
              className={buttonClass('secondary')}
              href={`https://line.me/R/share?text=${words}`}
              rel="noopener noreferrer"
            >
              {t('shell.share.line')}
            </a>
            <Here title={title} address={address} />
          </ButtonRow>
          <p className="text-ink-soft measure">{t('shell.share.printText')}</p>
        </div>
      </PageBody>
    </>
  );
}

/** What only a browser with scripts can do: copy, print, and the phone's own list of ways. */
function Here({ title, address }: { readonly title: string; readonly address: string }) {
  const t = useT();
  const [can, setCan] = useState({ copy: false, share: false });
  const [isCopied, setCopied] = useState(false);
  // An older browser, or one without a secure connection, lacks them, whatever the types say.
  useEffect(() => setCan({ copy: 'clipboard' in navigator, share: 'share' in navigator }), []);
  const copy = () => void navigator.clipboard.writeText(address).then(() => setCopied(true));
  return (
    <>
      {can.share ? (
        <Button type="button" onClick={() => void navigator.share({ title, url: address }).catch(() => undefined)}>
          {t('shell.share.system')}
        </Button>
      ) : null}
      {can.copy ? (
        <Button type="button" onClick={copy}>
          {t(isCopied ? 'shell.share.copied' : 'shell.share.copy')}
        </Button>
      ) : null}
    </>
  );
}
