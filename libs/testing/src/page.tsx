import { render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { createRoutesStub, type ActionFunction } from 'react-router';
import { visitor, type Catalogue, type Locale, type Viewer } from '@hiroba/kernel';
import { Announcer, DoneNotice, I18nProvider, SiteProvider, SituationProvider, type AnsweredComponent } from '@hiroba/ui';
import { catalogueOf } from './catalogue.ts';

interface Surroundings {
  readonly locale?: Locale;
  readonly viewer?: Viewer;
  readonly now?: string;
  readonly component?: AnsweredComponent;
  /** Words besides those of the libraries. */
  readonly catalogue?: Catalogue;
  /** The address of the page, and what its form posts to. */
  readonly path?: string;
  readonly action?: ActionFunction;
}

/** Renders part of a page where a page would have it: language, city, viewer, router and announcer around it. */
export function renderPage(content: ReactNode, options: Surroundings = {}): RenderResult {
  const { locale = 'ja', viewer = visitor('city'), now = '2026-11-22T10:00:00+09:00', component, path = '/', action } = options;
  const Stub = createRoutesStub([{ path: '*', Component: () => content, ...(action ? { action } : {}) }]);
  return render(
    <I18nProvider locale={locale} catalogue={{ ...catalogueOf(locale), ...options.catalogue }}>
      <SiteProvider value={{ name: 'みどり市', timeZone: 'Asia/Tokyo' }}>
        <SituationProvider viewer={viewer} now={now} {...(component ? { component } : {})}>
          <Stub initialEntries={[path]} />
        </SituationProvider>
      </SiteProvider>
    </I18nProvider>,
  );
}

/** The announcer and the notice of a page, for specs of what is announced. */
export const Announced = ({ done, children }: { done?: string; children: ReactNode }) => <Announcer><DoneNotice sentence={done} />{children}</Announcer>;
