import { localized } from '@hiroba/kernel';
import { Disclosure, PlainText, useLocale, useT } from '@hiroba/ui';
import type { VoteChoiceFragment } from './gql/graphql.ts';
import { yen } from './money.ts';

/** The name of an option in the reader's language. */
export const useOptionName = () => {
  const locale = useLocale();
  return (option: Pick<VoteChoiceFragment, 'title'>) => localized(option.title, locale);
};

/** What an option costs and which heading it stands under. */
export function OptionFacts({ option }: { option: VoteChoiceFragment }) {
  const t = useT();
  if (!option.cost && !option.category) return null;
  return (
    <span className="flex flex-wrap gap-x-4">
      {option.cost ? <span className="font-700">{t('votes.cost', { cost: yen(option.cost) })}</span> : null}
      {option.category ? <span className="text-ink-soft">{option.category}</span> : null}
    </span>
  );
}

/** What is to be known of an option, folded where somebody chooses. */
export function OptionWords({ option, folded }: { option: VoteChoiceFragment; folded?: boolean }) {
  const t = useT();
  const text = localized(option.text, useLocale());
  if (!text.text) return null;
  const words = <PlainText text={text.text} lang={text.lang} />;
  return folded ? <Disclosure summary={t('votes.options.more')}>{words}</Disclosure> : words;
}
