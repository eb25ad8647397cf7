import { useEffect, useRef } from 'react';
import { Form, Link, NavLink, useLocation } from 'react-router';
import { localized, locales } from '@hiroba/kernel';
import { Icon, hiddenFields, inLocale, links, useLocale, useSite, useT } from '@hiroba/ui';
import type { FrameData } from './frame-data.ts';
import { Mark } from './Mark.tsx';

/** The names of languages, each in its own. */
const languageNames = { ja: '日本語', en: 'English' } as const;

/** The head of every page: whose square this is, where to go, in which language, and who is here. */
export function Header({ frame }: { frame: FrameData | undefined }) {
  const t = useT();
  const locale = useLocale();
  const to = links(locale);
  const logo = frame?.organisation?.logo;
  const name = localized(frame?.organisation?.name, locale);
  // A city that nobody administers yet has nothing to visit and nobody to sign in.
  const isSetUp = frame?.organisation?.hasAdministrator !== false;
  return (
    <header className="site-header">
      <div className="container-page site-header-row">
        <Link to={to.home()} className="site-name" lang={name.lang === locale ? undefined : name.lang}>
          {logo ? <img src={logo.src} width={logo.width} height={logo.height} alt="" /> : <Mark />}
          {name.text || t('web.name')}
        </Link>
        <Menu />
        <nav className="site-nav" aria-label={t('web.nav')}>
          <ul>
            {isSetUp ? <li><NavLink to={to.spaces()}>{t('web.nav.spaces')}</NavLink></li> : null}
            {isSetUp ? <li><NavLink to={to.log()}>{t('web.log')}</NavLink></li> : null}
            {frame?.viewer.person ? <li><NavLink to={to.me()}>{t('web.nav.me')}</NavLink></li> : null}
            {frame && frame.viewer.grants.length > 0
              ? <li><NavLink to={to.desk()}>{t('web.nav.desk')}</NavLink></li>
              : null}
          </ul>
          <ul>
            <Languages />
            {isSetUp ? <Person frame={frame} /> : null}
          </ul>
        </nav>
      </div>
    </header>
  );
}

/** Opens the navigation on a phone; without JavaScript too. It closes when a link has been followed, or by Escape. */
function Menu() {
  const t = useT();
  const { key } = useLocation();
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = () => menu.current?.removeAttribute('open');
    const onKey = (event: KeyboardEvent) => (event.key === 'Escape' ? close() : undefined);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      close();
    };
  }, [key]);
  return (
    <details ref={menu} className="site-menu">
      <summary>
        <Icon name="menu" />
        {t('web.menu')}
      </summary>
    </details>
  );
}

function Languages() {
  const locale = useLocale();
  const { pathname, search } = useLocation();
  return locales.filter((other) => other !== locale).map((other) => (
    <li key={other}>
      <a href={inLocale(`${pathname}${search}`, other)} lang={other} hrefLang={other}>
        <Icon name="globe" />
        {languageNames[other]}
      </a>
    </li>
  ));
}

function Person({ frame }: { frame: FrameData | undefined }) {
  const t = useT();
  const to = links(useLocale());
  const { formToken } = useSite();
  const { pathname, search } = useLocation();
  const person = frame?.viewer.person;
  if (person) {
    return (
      <>
        <li><NavLink to={to.account()}><Icon name="person" /><bdi>{person.displayName}</bdi></NavLink></li>
        <li>
          <Form method="post" action={to.signOut()}>
            {formToken ? <input type="hidden" name={hiddenFields.token} value={formToken} /> : null}
            <button type="submit" className="nav-button">{t('web.signOut')}</button>
          </Form>
        </li>
      </>
    );
  }
  const next = pathname.includes('/account/') ? undefined : `${pathname}${search}`;
  return (
    <>
      <li><NavLink to={to.signIn(next)}>{t('web.signIn')}</NavLink></li>
      <li><Link className="button button-secondary button-small" to={to.signUp(next)}>{t('web.signUp')}</Link></li>
    </>
  );
}
