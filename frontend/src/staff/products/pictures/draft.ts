import type { ProductView } from "../../../api/schema";

export interface DraftPicture {
  readonly url: string;
  readonly text: string;
  /** It is shown until it is saved, so that it can be put back. */
  readonly isRemoved: boolean;
}

/** The pictures of a product as they are being edited, and the address of the picture of each variant; "" for none. */
export interface Draft {
  readonly pictures: readonly DraftPicture[];
  readonly chosen: Readonly<Record<string, string>>;
}

type Pictured = Pick<ProductView, "images" | "variants">;

export function draftOf({ images, variants }: Pictured): Draft {
  const first = images.filter((image, place) => images.findIndex(({ url }) => url === image.url) === place);
  return {
    pictures: first.map(({ url, alternative_text: text }) => ({ url, text, isRemoved: false })),
    chosen: Object.fromEntries(variants.map(({ sku, image_url }) => [sku, image_url ?? ""])),
  };
}

/** The draft with what has been uploaded meanwhile, and without what is gone. */
export function upToDate(draft: Draft, product: Pictured): Draft {
  const now = draftOf(product);
  const isIn = (pictures: readonly DraftPicture[], url: string) => pictures.some((each) => each.url === url);
  return {
    pictures: [
      ...draft.pictures.filter(({ url }) => isIn(now.pictures, url)),
      ...now.pictures.filter(({ url }) => !isIn(draft.pictures, url)),
    ],
    chosen: { ...now.chosen, ...draft.chosen },
  };
}

/** The draft with the picture at another place. */
export function moved(draft: Draft, from: number, to: number): Draft {
  const pictures = draft.pictures.filter((_, place) => place !== from);
  const picture = draft.pictures[from];
  if (picture === undefined || to < 0 || to > pictures.length) return draft;
  return { ...draft, pictures: [...pictures.slice(0, to), picture, ...pictures.slice(to)] };
}

/** The draft with this changed in a picture. */
export function changed(draft: Draft, url: string, change: Partial<DraftPicture>): Draft {
  return { ...draft, pictures: draft.pictures.map((each) => (each.url === url ? { ...each, ...change } : each)) };
}

/** What the API is sent: the pictures that stay, in their order, with the variants that show them. */
export function imagesOf({ pictures, chosen }: Draft) {
  return pictures
    .filter(({ isRemoved }) => !isRemoved)
    .map(({ url, text }) => ({
      url,
      alternative_text: text.trim(),
      skus: Object.keys(chosen).filter((sku) => chosen[sku] === url),
    }));
}

/** Whether the picture's file is the shop's own, which is deleted with it. */
export function isUploaded(url: string): boolean {
  return url.startsWith("/api/pictures/");
}
