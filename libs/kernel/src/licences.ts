/** The licences a city may give its open data under: what each is called, and where it can be read. */
export const licences = {
  'CC-BY-4.0': { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
  'CC0-1.0': { name: 'CC0 1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  'PDL-1.0': {
    name: '公共データ利用規約（第1.0版）',
    url: 'https://www.digital.go.jp/resources/open_data/public_data_license_v1.0',
  },
} as const;
export type LicenceKey = keyof typeof licences;

/** The licence of cities that have not said. */
export const usualLicence: LicenceKey = 'CC-BY-4.0';

/** Whether a text is the key of a licence. */
export const isLicence = (key: string): key is LicenceKey => Object.hasOwn(licences, key);

/** What is told of the licence of a city. */
export const licenceOf = (key: string): { readonly name: string; readonly url: string } =>
  licences[isLicence(key) ? key : usualLicence];
