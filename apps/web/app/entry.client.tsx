import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { HydratedRouter } from 'react-router/dom';
import { isLocale } from '@hiroba/kernel';
import { I18nProvider } from '@hiroba/ui';
import { catalogues } from './catalogue.ts';

const wanted = document.documentElement.lang;
const locale = isLocale(wanted) ? wanted : 'ja';

catalogues[locale]().then((catalogue) => startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nProvider locale={locale} catalogue={catalogue}>
        <HydratedRouter />
      </I18nProvider>
    </StrictMode>,
  );
}));
