export { TaxonomyFields, taxonomiesTyped, type OfferedTree } from './TaxonomyFields.tsx';
export { pathsIn, TaxonomyFilter } from './TaxonomyFilter.tsx';
