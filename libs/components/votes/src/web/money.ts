/** An amount of yen as people read it. */
export const yen = (amount: string): string => {
  const [whole = '0', part] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}${part ? `.${part}` : ''}`;
};
