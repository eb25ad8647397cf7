import { Button, Form, LinkButton, PageBody, PageHead, Section, TextField, useT } from '@hiroba/ui';

/** A prepared secret: to be typed, to be opened on this device, and to be read by a camera. */
export interface Secret {
  readonly text: string;
  readonly uri: string;
  readonly picture?: string;
}

const inFours = (text: string): string => (text.match(/.{1,4}/g) ?? []).join(' ');

/** Puts the secret into an app, and proves it by the app's first code. */
export function FactorSecret({ secret }: { readonly secret: Secret }) {
  const t = useT();
  return (
    <Form name="confirm">
      <Section title={t('accounts.factorSetUp.scan')} lead={t('accounts.factorSetUp.scanLead')}>
        {secret.picture ? (
          <img src={secret.picture} alt={t('accounts.factorSetUp.picture')} width={220} height={220} />
        ) : null}
        <p className="measure">
          {t('accounts.factorSetUp.type')}
          <br />
          <code translate="no" className="font-700">
            {inFours(secret.text)}
          </code>
        </p>
        <p>
          <a className="link" href={secret.uri}>
            {t('accounts.factorSetUp.open')}
          </a>
        </p>
      </Section>
      <input type="hidden" name="secretText" value={secret.text} />
      <input type="hidden" name="secretUri" value={secret.uri} />
      <TextField
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        width="short"
        label={t('accounts.factor.code')}
        hint={t('accounts.factorSetUp.codeHint')}
      />
      <Button weight="primary">{t('accounts.factorSetUp.act')}</Button>
    </Form>
  );
}

/** The recovery codes, this once. */
export function RecoveryCodeList({ codes, next }: { readonly codes: readonly string[]; readonly next: string }) {
  const t = useT();
  return (
    <PageBody>
      <PageHead title={t('accounts.recovery')} lead={t('accounts.recovery.lead')} />
      <ol className="grid gap-2 list-decimal pl-8" translate="no">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p className="measure">{t('accounts.recovery.keep')}</p>
      <p>
        <LinkButton to={next} weight="primary">
          {t('accounts.recovery.act')}
        </LinkButton>
      </p>
    </PageBody>
  );
}
