import { isRouteErrorResponse, useLocation } from 'react-router';
import { ButtonRow, LinkButton, PageHead, RefusalStep, links, useLocale, useT } from '@hiroba/ui';

/** The kinds of pages that are not there: each explains itself and leads on. */
const statuses = [401, 403, 404, 409, 429, 500, 503] as const;

function statusOf(error: unknown): (typeof statuses)[number] {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  return statuses.find((known) => known === status) ?? (status < 500 ? 404 : 500);
}

function codeOf(error: unknown): string | undefined {
  const data: unknown = isRouteErrorResponse(error) ? error.data : undefined;
  return typeof data === 'object' && data !== null && 'code' in data && typeof data.code === 'string' ? data.code : undefined;
}

/** What stands where a page cannot: what happened, in one sentence, and the next step. */
export function ErrorPage({ error }: { error: unknown }) {
  const t = useT();
  const to = links(useLocale());
  const { pathname, search } = useLocation();
  const status = statusOf(error);
  const code = codeOf(error);
  return (
    <>
      <PageHead
        title={t(`web.error.${status}.title`)} lead={t(`web.error.${status}.lead`)}
        above={<p className="text-ink-soft" aria-hidden="true">{status}</p>}
      />
      <div className="grid gap-6">
        {code && status !== 401 ? <p><RefusalStep code={code} /></p> : null}
        <ButtonRow>
          {status >= 500
            ? <LinkButton weight="primary" to={pathname} reloadDocument>{t('web.error.again')}</LinkButton>
            : status === 401
              ? <LinkButton weight="primary" to={to.signIn(`${pathname}${search}`)}>{t('ui.step.UNAUTHENTICATED')}</LinkButton>
              : <LinkButton weight="primary" to={to.spaces()}>{t('web.error.spaces')}</LinkButton>}
          <LinkButton to={to.home()}>{t('web.error.home')}</LinkButton>
        </ButtonRow>
      </div>
    </>
  );
}
