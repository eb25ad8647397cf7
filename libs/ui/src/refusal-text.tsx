import { Link, useLocation } from 'react-router';
import type { Refusal } from '@hiroba/kernel';
import { formatDateTime } from '@hiroba/kernel';
import { useLocale, useT, useKnownKey } from './i18n.tsx';
import { links, withQuery } from './links.ts';
import { useSite } from './site.tsx';
import type { AnsweredRefusal } from './submit.ts';

/** A refusal made by a rule here, or one that came with an answer. */
export type AnyRefusal = Refusal | AnsweredRefusal;

type Wording = (refusal: AnyRefusal) => string;

/** Words a refusal: the server's own sentence where there is one, else the catalogue's, with dates where it has some. */
export function useRefusalText(): Wording {
  const t = useT();
  const knows = useKnownKey();
  const locale = useLocale();
  const { timeZone } = useSite();
  return (refusal) => {
    if ('message' in refusal && refusal.message) return refusal.message;
    const params = 'params' in refusal ? refusal.params : {};
    for (const date of ['opensAt', 'closedAt'] as const) {
      const at = params[date];
      if (refusal.code === 'PHASE_CLOSED' && at) {
        return t(`ui.refusal.${date}`, { at: formatDateTime(new Date(at), timeZone, locale) });
      }
    }
    if (refusal.code === 'PHASE_CLOSED' && params.state === 'ARCHIVED') return t('ui.refusal.archived');
    const key = `refusal.${refusal.code}`;
    return t(knows(key) ? key : 'refusal.FORBIDDEN', { ...params });
  };
}

/** The way out of a refusal, for those that have one: sign in, confirm the address, enter the second factor. */
export function RefusalStep({ code }: { code: string }) {
  const t = useT();
  const to = links(useLocale());
  const { pathname, search } = useLocation();
  const here = `${pathname}${search}`;
  const steps: Readonly<Record<string, string>> = {
    UNAUTHENTICATED: to.signIn(here),
    SESSION_ENDED: to.signIn(here),
    REAUTH_REQUIRED: to.signIn(here),
    MAIL_UNCONFIRMED: to.confirmMail(),
    TERMS_CHANGED: withQuery(to.account('terms'), { next: here }),
    MFA_REQUIRED: to.secondFactor(here),
    VERIFICATION_NEEDED: to.account('verification'),
  };
  const step = steps[code];
  return step ? <Link className="link" to={step}>{t(`ui.step.${code}`)}</Link> : null;
}
