import type { ReactNode } from 'react';
import { localized } from '@hiroba/kernel';
import { Announcer, DoneNotice, SiteProvider, SituationProvider, useLocale, useT } from '@hiroba/ui';
import { Footer } from './Footer.drawn.tsx';
import { officeNamesIn, viewerOf, type FrameData } from './frame-data.ts';
import { Header } from './Header.tsx';

/** What stands around every page, and what every page may know: who looks, when, and whose square it is. */
export function Frame({ frame, children }: { frame: FrameData | undefined; children: ReactNode }) {
  const t = useT();
  const locale = useLocale();
  const organisation = frame?.organisation;
  const site = {
    name: localized(organisation?.name, locale).text || t('web.name'),
    timeZone: organisation?.zone ?? 'Asia/Tokyo',
    officeNames: officeNamesIn(organisation?.offices ?? [], locale),
    ...(frame?.formToken ? { formToken: frame.formToken } : {}),
  };
  return (
    <SiteProvider value={site}>
      <SituationProvider viewer={viewerOf(frame, locale)} {...(frame ? { now: frame.now } : {})}>
        <Announcer>
          <a className="skip-link" href="#main">{t('web.skip')}</a>
          <Header frame={frame} />
          <main id="main" tabIndex={-1} className="site-main container-page">
            <DoneNotice sentence={frame?.done} receipt={frame?.receipt} />
            {children}
          </main>
          <Footer frame={frame} />
        </Announcer>
      </SituationProvider>
    </SiteProvider>
  );
}
