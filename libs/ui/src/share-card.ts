/** How a page shows where its address is shared: what its loader returns as `card`, for public things only. */
export interface ShareCard {
  readonly title: string;
  readonly description?: string;
  readonly image?:
    { readonly src: string; readonly width: number; readonly height: number; readonly alt: string } | undefined;
}

/** Whether everybody who has the address sees a placed component, and with it what is published there. */
export const isForAll = ({
  published,
  spaceState,
  spaceVisibility,
}: {
  readonly published: boolean;
  readonly spaceState: string;
  readonly spaceVisibility: string;
}): boolean => published && spaceState !== 'DRAFT' && spaceVisibility !== 'MEMBERS_ONLY';
