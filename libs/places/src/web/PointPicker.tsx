import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Button, ButtonRow, useT } from '@hiroba/ui';
import { contains } from '../domain/area.ts';
import { boxAround, withRoom } from '../domain/box.ts';
import { kept, type Point } from '../domain/point.ts';
import { spotOf } from '../domain/spot.ts';
import { Refusal } from '@hiroba/kernel';
import type { PointMap } from './live-map.ts';
import { MapCredit } from './MapCredit.tsx';
import { pairs, type Ground } from './map-facts.ts';

const never = () => () => undefined;
/** Whether scripts run: what needs them is not there without. */
const useAwake = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** All of a country of which nothing nearer is known. */
const country = { south: 30, west: 128, north: 46, east: 146 };

const lines = ({ districts }: Ground) => districts.flatMap(({ rings }) => rings.map(pairs));

/** Whether a point lies inside an odd number of lines: in ground, and in none of its holes. */
const isWithin = (rings: Ground['districts'][number]['rings'], point: Point): boolean =>
  rings.filter((ring) => contains([[pairs(ring).map(([lat, lon]) => [lon, lat] as const)]], point)).length % 2 === 1;

function boxOf(ground: Ground, point: Point | undefined) {
  const corners = lines(ground)
    .flat()
    .map(([lat, lon]) => ({ lat, lon }));
  const around = boxAround(corners.length > 0 || !point ? corners : [point]);
  return around ? withRoom(around) : country;
}

const fieldsOf = (here: HTMLElement | null) => {
  const form = here?.closest('form');
  const field = (name: string) => form?.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  return { lat: field('lat'), lon: field('lon') };
};

function typedIn(here: HTMLElement | null): Point | undefined {
  const { lat, lon } = fieldsOf(here);
  const spot = spotOf({ lat: lat?.value ?? '', lon: lon?.value ?? '' });
  return spot instanceof Refusal ? undefined : (spot?.point ?? undefined);
}

function write(here: HTMLElement | null, point: Point | undefined): void {
  const { lat, lon } = fieldsOf(here);
  for (const [field, degrees] of [
    [lat, point?.lat],
    [lon, point?.lon],
  ] as const) {
    if (!field) continue;
    field.value = degrees === undefined ? '' : degrees.toFixed(6);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** Chooses the point of the fields around it on a map: by a press, or by moving the map and taking its middle. */
export function PointPicker({ ground }: { readonly ground: Ground }) {
  const t = useT();
  const awake = useAwake();
  const here = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const live = useRef<PointMap>(undefined);
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const words = { zoomIn: t('places.map.zoomIn'), zoomOut: t('places.map.zoomOut') };
  const take = (chosen: Point | undefined) => {
    const point = chosen && kept(chosen);
    const district = point && ground.districts.find(({ rings }) => isWithin(rings, point));
    if (point && !district && ground.districts.length > 0) return setSaid(t('places.pick.outside'));
    write(here.current, point);
    live.current?.mark(point);
    if (!point) return setSaid(t('places.pick.none'));
    const name = district?.name;
    return setSaid(
      name
        ? t('places.pick.chosenIn', { district: name })
        : t('places.pick.chosen', { lat: point.lat.toFixed(4), lon: point.lon.toFixed(4) }),
    );
  };
  const now = useRef({ take, words, ground });
  useEffect(() => {
    now.current = { take, words, ground };
  });
  useEffect(() => {
    if (!open) return undefined;
    let gone = false;
    const draw = async () => {
      const { drawPointMap } = await import('./live-map.ts');
      if (gone || !frame.current) return;
      const before = typedIn(here.current);
      const { ground: below, words: own } = now.current;
      live.current = drawPointMap(frame.current, {
        ground: below,
        box: boxOf(below, before),
        words: own,
        onPick: (point) => now.current.take(point),
      });
      live.current.mark(before);
      frame.current.focus();
    };
    void draw().catch(() => setSaid(t('places.pick.failed')));
    return () => {
      gone = true;
      live.current?.remove();
      live.current = undefined;
    };
  }, [open, t]);
  if (!awake) return null;
  return (
    <div ref={here} className="grid gap-4">
      {open ? (
        <>
          <p id="places-pick-how">{t('places.pick.how')}</p>
          <figure className="map-figure">
            <div className="map">
              <div
                ref={frame}
                className="map-live"
                tabIndex={0}
                role="region"
                aria-label={t('places.pick.label')}
                aria-describedby="places-pick-how"
              />
              <span className="map-middle" aria-hidden="true" />
            </div>
            <MapCredit ground={ground} />
          </figure>
          <ButtonRow>
            <Button type="button" onClick={() => take(live.current?.middle())}>
              {t('places.pick.middle')}
            </Button>
            <Button type="button" weight="quiet" onClick={() => take(undefined)}>
              {t('places.pick.clear')}
            </Button>
          </ButtonRow>
        </>
      ) : (
        <ButtonRow>
          <Button type="button" onClick={() => setOpen(true)}>
            {t('places.pick.open')}
          </Button>
        </ButtonRow>
      )}
      <p role="status" className={said ? '' : 'sr-only'}>
        {said}
      </p>
    </div>
  );
}
