import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { HydratedRouter } from 'react-router/dom';
import { I18nProvider, latePartsOf } from '@hiroba/ui';
import { learn } from './catalogue.ts';
import { localeOf } from './shell/frame/locale.ts';

const locale = localeOf(window.location.pathname);

Promise.all([learn(locale), latePartsOf(document)]).then(([catalogue]) => startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nProvider locale={locale} catalogue={catalogue}>
        <HydratedRouter />
      </I18nProvider>
    </StrictMode>,
  );
}));
