import { relative, type RouteConfigEntry } from '@react-router/dev/routes';

const here = relative(import.meta.dirname);

/** The pages of the public log, mounted below the language. */
export const logRoutes: RouteConfigEntry[] = [
  here.route('log', './LogPage.tsx'),
  here.route('log/about', './LogAboutPage.tsx'),
  here.route('log/key', './LogKeyPage.tsx'),
  here.route('log/of/:kind/:id', './LogHistoryPage.tsx'),
  here.route('log/:number', './LogEntryPage.tsx'),
  here.route('record/:id', './RecordPage.tsx'),
  here.route('me/receipts', './receipt/ReceiptsPage.tsx'),
  here.route('receipt/:id', './receipt/ReceiptPage.tsx'),
];
