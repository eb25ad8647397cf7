import { useEffect, useState } from 'react';
import { useLoaderData, useLocation, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  Button,
  ButtonRow,
  byForm,
  Day,
  Facts,
  Form,
  formOf,
  interlude,
  LinkButton,
  links,
  Notice,
  PageBody,
  PageHead,
  query,
  seeOther,
  submit,
  TextField,
  TextLink,
  textOf,
  useInterlude,
  useLocale,
  useT,
  type FormArgs,
} from '@hiroba/ui';
import type { FindPaperTextMutation } from './gql/graphql.ts';
import { findPaperTextMutation, paperPageQuery, takeOverProposalMutation } from './paper.graphql.ts';

type Paper = Extract<FindPaperTextMutation['outcome'], { __typename: 'PaperText' }>;
interface Found {
  readonly paper: Paper;
  readonly code: string;
}

/** Loads who is there. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer } = await query(args.context, paperPageQuery, {});
  return { signedIn: viewer.person != null, here: addressOf(args).pathname };
}

type Posted = FormArgs & { readonly form: FormData };

/** Finds a text by its code, or takes it over. */
export const action = async (args: ActionFunctionArgs) =>
  byForm<unknown>({
    main: ({ form, ...rest }: Posted) =>
      submit({ ...rest, form }, findPaperTextMutation, () => ({ slipCode: textOf(form, 'slip') }), {
        onSuccess: (paper) => interlude(form, { paper, code: textOf(form, 'slip') } satisfies Found),
      }),
    take: ({ form, ...rest }: Posted) =>
      submit({ ...rest, form }, takeOverProposalMutation, () => ({ slipCode: textOf(form, 'slip') }), {
        onSuccess: ({ id, componentId, spaceSlug }) =>
          seeOther(links(rest.params.locale ?? 'ja').proposal(spaceSlug, componentId, id), 'proposals.takenOver'),
      }),
  })({ ...args, form: await formOf(args) });

/** Where whoever handed something in on paper finds it, and takes it over. */
export default function PaperPage() {
  const t = useT();
  const result = useInterlude()?.found as Found | undefined;
  return (
    <>
      <PageHead title={t('proposals.paper.title')} lead={t('proposals.paper.lead')} />
      <PageBody>
        {result ? <PaperResult {...result} /> : null}
        <Form>
          <CodeField />
          <div>
            <Button weight={result ? 'secondary' : 'primary'}>{t('proposals.paper.find')}</Button>
          </div>
        </Form>
      </PageBody>
    </>
  );
}

/** The code of a slip; a phone that read it brings it behind the `#`, which no server gets to see. */
function CodeField() {
  const t = useT();
  const { hash } = useLocation();
  const [read, setRead] = useState('');
  useEffect(() => setRead(hash.slice(1, 30)), [hash]);
  return (
    <TextField
      key={read}
      name="slip"
      label={t('proposals.paper.code')}
      hint={t('proposals.paper.codeHint')}
      defaultValue={read}
    />
  );
}

function PaperResult({ paper, code }: Found) {
  const t = useT();
  const locale = useLocale();
  const to = links(locale);
  const { signedIn, here } = useLoaderData<typeof loader>();
  const { reference, title, path, receivedAt, answered, open, expiresAt } = paper;
  return (
    <article className="panel grid gap-5">
      <h2 className="heading-2">{title}</h2>
      <Facts
        facts={[
          ...(reference ? [{ term: t('proposals.paper.reference'), value: reference }] : []),
          { term: t('proposals.paper.receivedAt'), value: <Day at={receivedAt} /> },
          ...(open ? [{ term: t('proposals.paper.until'), value: <Day at={expiresAt} /> }] : []),
        ]}
      />
      <p className="font-700">{t(answered ? 'proposals.paper.answered' : 'proposals.paper.waiting')}</p>
      <p>
        <TextLink to={to.below(path)}>{t('proposals.paper.see')}</TextLink>
      </p>
      {!open ? (
        <p className="text-ink-soft measure">{t('proposals.paper.closed')}</p>
      ) : signedIn ? (
        <Form name="take">
          <input type="hidden" name="slip" value={code} />
          <p className="measure">{t('proposals.paper.takeText')}</p>
          <div>
            <Button weight="primary">{t('proposals.paper.take')}</Button>
          </div>
        </Form>
      ) : (
        <Notice title={t('proposals.paper.signIn')}>
          <p className="measure">{t('proposals.paper.signInText')}</p>
          <ButtonRow>
            <LinkButton weight="primary" to={to.signIn(here)}>
              {t('proposals.invitation.toSignIn')}
            </LinkButton>
            <LinkButton to={to.signUp(here)}>{t('proposals.invitation.toSignUp')}</LinkButton>
          </ButtonRow>
        </Notice>
      )}
    </article>
  );
}
