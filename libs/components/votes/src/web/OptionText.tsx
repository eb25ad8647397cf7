import { localized } from '@hiroba/kernel';
import { Disclosure, PlainText, useLocale, useT } from '@hiroba/ui';
import { headingsOf } from '../domain/categories.ts';
import type { VoteChoiceFragment, VoteOptionLookFragment } from './gql/graphql.ts';
import { yen } from './money.ts';

/** An option with its pictures and its place. */
export type LookedAt = VoteChoiceFragment & VoteOptionLookFragment;

/** The first picture of an option. */
export function OptionPicture({ option: { pictures } }: { option: LookedAt }) {
  const [picture] = pictures.filter(({ shape }) => shape === 'IMAGE');
  if (!picture) return null;
  const { smallUrl, url, width, height, alt } = picture;
  return <img src={smallUrl ?? url} width={width ?? undefined} height={height ?? undefined} alt={alt} className="option-picture" loading="lazy" />;
}

/** The name of an option in the reader's language. */
export const useOptionName = () => {
  const locale = useLocale();
  return (option: Pick<VoteChoiceFragment, 'title'>) => localized(option.title, locale);
};

/** What an option costs, which headings it stands under, and where it would be. */
export function OptionFacts({ option }: { option: VoteChoiceFragment & Partial<VoteOptionLookFragment> }) {
  const t = useT();
  const address = option.spot?.address;
  if (!option.cost && !option.category && !address) return null;
  return (
    <span className="flex flex-wrap gap-x-4">
      {option.cost ? <span className="font-700">{t('votes.cost', { cost: yen(option.cost) })}</span> : null}
      {option.category ? <span className="text-ink-soft">{headingsOf(option.category).join(t('votes.count.and'))}</span> : null}
      {address ? <span className="text-ink-soft">{address}</span> : null}
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
