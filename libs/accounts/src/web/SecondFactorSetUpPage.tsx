import { data, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  Button,
  byForm,
  Form,
  links,
  nextPath,
  PageBody,
  PageHead,
  seeOther,
  submit,
  textOf,
  useLocale,
  useT,
  type FormArgs,
  type Outcome,
} from '@hiroba/ui';
import { qrImage } from '@hiroba/ui/qr.server';
import { FactorSecret, RecoveryCodeList, type Secret } from './factor-parts.tsx';
import { confirmFactorMutation, removeFactorMutation, startFactorMutation } from './own-account.graphql.ts';
import { loadAccount } from './own-account.ts';
import { askedNext, localeOf } from './way-on.ts';

/** Loads whether there is a second factor, and whether one may do without it. */
export async function loader(args: LoaderFunctionArgs) {
  const { person, grants } = await loadAccount(args);
  const to = links(localeOf(args.params));
  return {
    has: person.hasSecondFactor,
    removable: person.hasSecondFactor && grants.length === 0,
    next: nextPath(askedNext(args.request), to.account()),
  };
}

interface Answer {
  readonly secret?: Secret;
  readonly codes?: readonly string[];
}

// A wrong code must not cost the secret that is in the app already: it comes back with the page.
async function confirm(args: FormArgs & { readonly form: FormData }) {
  const secret: Secret = { text: textOf(args.form, 'secretText'), uri: textOf(args.form, 'secretUri') };
  const result = await submit(args, confirmFactorMutation, (form) => ({ code: textOf(form, 'code') }), {
    onSuccess: ({ codes }) => Response.json({ codes } satisfies Answer),
  });
  if (result instanceof Response || !secret.uri.startsWith('otpauth://totp/')) return result;
  const outcome: Outcome & Answer = { ...result.data, secret: { ...secret, picture: await qrImage(secret.uri) } };
  return data(outcome, result.init ?? undefined);
}

/** Makes a secret, puts it into force, or does without one again. */
export const action = (args: ActionFunctionArgs) =>
  byForm<unknown>({
    start: (inner) =>
      submit(inner, startFactorMutation, () => ({}), {
        onSuccess: async ({ secret, uri }) =>
          Response.json({ secret: { text: secret, uri, picture: await qrImage(uri) } } satisfies Answer),
      }),
    confirm,
    remove: (inner) =>
      submit(inner, removeFactorMutation, () => ({}), {
        onSuccess: () => seeOther(links(localeOf(args.params)).account(), 'accounts.factorRemoved'),
      }),
  })(args);

/** Setting up the second factor: an app, a code, and ten recovery codes to keep. */
export default function SecondFactorSetUpPage() {
  const t = useT();
  const to = links(useLocale());
  const { has, removable, next } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  if (answer?.codes) return <RecoveryCodeList codes={answer.codes} next={next} />;
  return (
    <PageBody>
      <PageHead
        title={t('accounts.factorSetUp')}
        lead={t(has ? 'accounts.factorSetUp.again' : 'accounts.factorSetUp.lead')}
        crumbs={[{ label: t('accounts.account'), to: to.account() }]}
      />
      {answer?.secret ? (
        <FactorSecret secret={answer.secret} />
      ) : (
        <Form name="start">
          <p className="measure">{t('accounts.factorSetUp.app')}</p>
          <Button weight="primary">{t('accounts.factorSetUp.start')}</Button>
        </Form>
      )}
      {removable && !answer?.secret ? (
        <Form name="remove">
          <Button weight="danger">{t('accounts.factorSetUp.remove')}</Button>
        </Form>
      ) : null}
    </PageBody>
  );
}
