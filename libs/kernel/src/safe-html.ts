declare const safe: unique symbol;

/** Markup that the sanitiser made, the only kind that may be shown as HTML. */
export type SafeHtml = string & { readonly [safe]: true };
