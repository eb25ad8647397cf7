import { useId } from 'react';
import { Form, useLocation } from 'react-router';
import { apart, boxAround, boxIn, withRoom } from '@hiroba/places';
import { SpotMap, type Ground } from '@hiroba/places/web';
import { Button, Disclosure, Section, TextLink, useLocale, useT, withQuery } from '@hiroba/ui';
import { isNarrow, lookedFor, lookOf, MANY } from '../domain/look.ts';
import { LookFields } from './LookFields.tsx';
import { OptionFacts, OptionPicture, OptionWords, useOptionName, type LookedAt } from './OptionText.tsx';

interface VoteOptionsProps {
  readonly options: readonly LookedAt[];
  readonly ground: Ground;
}

const anchor = (code: string): string => `option-${code}`;

/** What can be chosen, to read: cards with pictures and costs, on a map where they have places, narrowed by the address of the page. */
export function VoteOptions({ options, ground }: VoteOptionsProps) {
  const t = useT();
  const id = useId();
  const locale = useLocale();
  const nameOf = useOptionName();
  const { pathname, search } = useLocation();
  const said = new URLSearchParams(search);
  const look = lookOf((name) => said.get(name));
  const part = boxIn(said.get('box'));
  const found = lookedFor(options, look, () => false, locale);
  const within = (option: LookedAt): boolean => {
    const { lat, lon } = option.spot ?? {};
    return !part || (lat != null && lon != null && lat >= part.south && lat <= part.north && lon >= part.west && lon <= part.east);
  };
  const shown = found.filter(within);
  const here = withQuery(`${pathname}${search}`, { done: null, receipt: null });
  if (options.length === 0) return null;
  return (
    <Section title={t('votes.options.title')}>
      {options.length > MANY ? (
        <Form method="get" action={`${pathname}#${id}`} className="panel panel-quiet" preventScrollReset>
          <LookFields key={search} options={options} look={look}><Button>{t('votes.look.act')}</Button></LookFields>
        </Form>
      ) : null}
      <MapOfOptions options={found} shown={shown} ground={ground} here={here} />
      {isNarrow(look) || part ? (
        <p id={id} role="status">
          <span className="font-700">{t('votes.look.shown', { shown: shown.length, all: options.length })}</span>{' '}
          <TextLink to={pathname} preventScrollReset>{t('votes.look.back')}</TextLink>
        </p>
      ) : null}
      <ol className="option-list">
        {shown.map((option) => (
          <li key={option.code} id={anchor(option.code)} className="panel option-card grid gap-2">
            <OptionPicture option={option} />
            <h3 className="heading-4" lang={nameOf(option).lang}>{nameOf(option).text}</h3>
            <OptionFacts option={option} />
            <OptionWords option={option} folded={options.length > MANY} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

interface MapOfOptionsProps {
  readonly options: readonly LookedAt[];
  readonly shown: readonly LookedAt[];
  readonly ground: Ground;
  readonly here: string;
}

/** The places of options, each leading to its card; several near each other lead to that part of the map. */
function MapOfOptions({ options, shown, ground, here }: MapOfOptionsProps) {
  const t = useT();
  const nameOf = useOptionName();
  const pointsOf = (some: readonly LookedAt[]) => some.flatMap((option) => {
    const { lat, lon } = option.spot ?? {};
    return lat == null || lon == null ? [] : [{ lat, lon, option }];
  });
  const around = boxAround(pointsOf(shown.length > 0 ? shown : options));
  if (!around) return null;
  const box = withRoom(around);
  const clusters = apart(pointsOf(shown).map(({ lat, lon, option }) => ({
    lat, lon, south: lat, north: lat, west: lon, east: lon, count: 1, id: option.code, title: nameOf(option).text, locale: nameOf(option).lang ?? null,
  })), box);
  return (
    <Disclosure summary={t('votes.map.title', { count: pointsOf(shown).length })} open={here.includes('box=')}>
      <SpotMap ground={ground} box={box} clusters={clusters} page={(code) => `#${anchor(code)}`} part={(some) => withQuery(here, { box: some })} />
    </Disclosure>
  );
}
