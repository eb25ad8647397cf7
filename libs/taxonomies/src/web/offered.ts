import { localized } from '@hiroba/kernel';
import { useLocale } from '@hiroba/ui';

/** A staff text as an answer carries it. */
export interface AnsweredText {
  readonly ja?: string | null;
  readonly en?: string | null;
}

/** A heading of a tree as a page has loaded it. */
export interface OfferedNode {
  readonly id: string;
  readonly key: string;
  readonly parentId?: string | null;
  readonly depth: number;
  readonly name: AnsweredText;
  readonly retired: boolean;
  readonly count: number;
}

/** A tree of a place as a page has loaded it. */
export interface OfferedTree {
  readonly id: string;
  readonly key: string;
  readonly name: AnsweredText;
  readonly offered: boolean;
  readonly required: boolean;
  readonly options: readonly OfferedNode[];
}

/** Gives the name of a node in the reader's language. */
export function useNames(): (name: AnsweredText) => string {
  const locale = useLocale();
  return (name) => localized(name, locale).text;
}
