import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { HydratedRouter } from 'react-router/dom';
import { I18nProvider } from '@hiroba/ui';
import { everyVocabulary, learn, vocabularyOf } from './catalogue.ts';
import { localeOf } from './shell/frame/locale.ts';

const { pathname } = window.location;
const locale = localeOf(pathname);
const works = document.documentElement.hasAttribute('data-work');

learn(locale, works ? everyVocabulary : vocabularyOf(pathname)).then((catalogue) => startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nProvider locale={locale} catalogue={catalogue}>
        <HydratedRouter />
      </I18nProvider>
    </StrictMode>,
  );
}));
