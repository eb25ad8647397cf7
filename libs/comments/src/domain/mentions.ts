/** How many people one comment tells that they are spoken to. */
export const MOST_MENTIONED = 10;

/** Somebody spoken to in a text: by handle or account code, and where it stands. */
export interface Mention {
  readonly token: string;
  readonly from: number;
  readonly to: number;
}

// In an address of mail or of a page the sign stands for something else.
const mention = /(?<![A-Za-z0-9_.@＠/-])[@＠]([A-Za-z0-9_Ａ-Ｚａ-ｚ０-９＿]{3,20})(?![A-Za-z0-9_@＠Ａ-Ｚａ-ｚ０-９＿-]|\.[A-Za-z0-9])/g;

/** Who is spoken to in a text, in its order. */
export const mentionsIn = (text: string): Mention[] =>
  Array.from(text.matchAll(mention), ({ 0: typed, 1: name = '', index: from }) =>
    ({ token: name.normalize('NFKC').toLowerCase(), from, to: from + typed.length }));
