import { Refusal, type LocalizedText } from '@hiroba/kernel';
import { composedText, isBlank, isUnwritten, textRefusal } from './texts.ts';

/** What a city promises to do with what people say. */
export const promises = ['INFORM', 'CONSULT', 'INVOLVE', 'COLLABORATE', 'EMPOWER'] as const;
export type AskPromise = (typeof promises)[number];

/** The questions an ask card answers, in the order people read them. */
export const askParts = ['decided', 'changeable', 'fixed', 'decider', 'deadline', 'wanted'] as const;
export type AskPart = (typeof askParts)[number];

/** The card on top of a space: what is to be decided, what can change, who decides by when, what input helps. */
export type AskCard = Readonly<Partial<Record<AskPart, LocalizedText>>> & { readonly promise?: AskPromise | null };

const LONGEST = 400;

/** The parts an ask card still lacks, by their field names. */
export const missingOf = (ask: AskCard): string[] => [
  ...askParts.filter((part) => isUnwritten(ask[part])).map((part) => `ask.${part}`),
  ...(ask.promise ? [] : ['ask.promise']),
];

/** Why an ask card cannot be stored as typed; an incomplete one can. */
export function askRefusal(ask: AskCard): Refusal | undefined {
  for (const part of askParts) {
    const refusal = textRefusal(`ask.${part}`, ask[part], { min: 0, max: LONGEST });
    if (refusal) return refusal;
  }
  return ask.promise && !promises.includes(ask.promise) ? new Refusal('BAD_USER_INPUT', 'ask.promise') : undefined;
}

/** An ask card as it is stored. */
export const composedAsk = (ask: AskCard): AskCard => ({
  ...Object.fromEntries(askParts.filter((part) => !isBlank(ask[part])).map((part) => [part, composedText(ask[part])])),
  ...(ask.promise ? { promise: ask.promise } : {}),
});
