/** What is needed to find a ballot again. */
export interface ReceiptParts {
  readonly note: string | null;
  readonly disclosure: string;
  readonly digest: string;
}

/** The file of a receipt: the disclosure that opens the digest, and the signed note that the digest was taken. */
export const receiptText = ({ note, disclosure, digest }: ReceiptParts): string =>
  `digest ${digest}\ndisclosure ${disclosure}\n${note ? `\n${note}` : ''}`;
