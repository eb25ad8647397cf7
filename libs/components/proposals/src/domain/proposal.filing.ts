import { Refusal } from '@hiroba/kernel';
import { sameSpot, spotMissing, spotOf, spotRefusal, type Spot, type SpotInput } from '@hiroba/places';
import { choiceRefusal, missingChoice, nothingChosen, type Choosing, type Offer } from '@hiroba/taxonomies';
import type { ProposalsSettings } from '../manifest.ts';

/** What an author says of a proposal besides its text; what is left out stays as it is. */
export interface FilingInput {
  /** The nodes it is to be filed under. */
  readonly taxonomies?: readonly string[] | null;
  /** Where it is about. */
  readonly spot?: SpotInput | null;
}

/** What a filing is judged by. */
export interface Around {
  readonly choosing: Choosing;
  /** Where it was about before. */
  readonly spot: Spot | null;
}

/** Nothing was filed yet, and nothing is asked for. */
export const nothingAround: Around = { choosing: nothingChosen, spot: null };

/** Which trees a place offers; what it requires, it offers. */
export const offerOf = ({
  taxonomies,
  requiredTaxonomies: required,
}: Pick<ProposalsSettings, 'taxonomies' | 'requiredTaxonomies'>): Offer => ({
  offered: [...taxonomies, ...required],
  required,
});

/** The nodes a proposal is filed under after a change. */
export const filedUnder = ({ taxonomies }: FilingInput, { choosing }: Around): readonly string[] =>
  taxonomies ? [...new Set(taxonomies)] : choosing.before;

/** Where a proposal is about after a change, or why that can be nowhere. */
export const spotAfter = ({ spot }: FilingInput, around: Around): Spot | null | Refusal =>
  spot ? spotOf(spot) : around.spot;

const ifSpot = (
  input: FilingInput,
  around: Around,
  rule: (spot: Spot | null) => Refusal | undefined,
): Refusal | undefined => {
  const spot = spotAfter(input, around);
  return spot instanceof Refusal ? spot : rule(spot);
};

/** Why a proposal cannot even be kept so as a draft. */
export const filingRefusal = (input: FilingInput, settings: ProposalsSettings, around: Around): Refusal | undefined =>
  choiceRefusal(filedUnder(input, around), offerOf(settings), around.choosing) ??
  ifSpot(input, around, (spot) => spotRefusal(spot, around.spot, settings));

/** Why a proposal is not filed well enough to stand before everybody. */
export const filingMissing = (input: FilingInput, settings: ProposalsSettings, around: Around): Refusal | undefined =>
  filingRefusal(input, settings, around) ??
  missingChoice(filedUnder(input, around), offerOf(settings), around.choosing) ??
  ifSpot(input, around, (spot) => spotMissing(spot, settings));

/** Which parts of a filing a change touches. */
export const filingChanges = (input: FilingInput, around: Around): string[] => {
  const [before, after] = [around.choosing.before, filedUnder(input, around)];
  const spot = spotAfter(input, around);
  return [
    ...(before.length === after.length && after.every((id) => before.includes(id)) ? [] : ['taxonomies']),
    ...(spot instanceof Refusal || sameSpot(spot, around.spot) ? [] : ['place']),
  ];
};
