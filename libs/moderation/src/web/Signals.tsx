import { Button, Form, Section, useT } from '@hiroba/ui';
import type { ModeratePageQuery } from './gql/graphql.ts';
import { Seen } from './Seen.tsx';

type Signal = NonNullable<ModeratePageQuery['moderationSubject']>['signals'][number];

/** What signals warn of in a text, with the words they rest on. */
export function Signals({ signals }: { signals: readonly Signal[] }) {
  const t = useT();
  if (signals.length === 0) return null;
  return (
    <Section title={t('moderation.signals.title')}>
      <p>{t('moderation.signals.lead')}</p>
      <dl className="grid gap-3">
        {signals.map(({ signal, words }) => (
          <div key={signal} className="grid gap-1 border-t border-line pt-3">
            <dt className="font-700">{t(`moderation.signal.${signal}`)}</dt>
            {words.map((word, i) => (
              <dd key={i}>
                <mark>{word}</mark>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** Ends a warning that was for nothing: nobody reported the text, so nobody is answered. */
export function UnfoundedForm({ version }: { version: number }) {
  const t = useT();
  return (
    <Section title={t('moderation.unfounded.title')}>
      <Form name="dismiss">
        <Seen version={version} />
        <input type="hidden" name="code" value="NO_VIOLATION" />
        <p>{t('moderation.unfounded.lead')}</p>
        <div>
          <Button>{t('moderation.unfounded.act')}</Button>
        </div>
      </Form>
    </Section>
  );
}
