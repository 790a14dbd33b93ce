const KEY = "cloudshop.viewed-products";
export const VIEWED_MAX = 6;

/** What is shown of a product that was viewed; prices are left out, since they change. */
export interface Viewed {
  readonly handle: string;
  readonly title: string;
  readonly picture_url: string | null;
}

/** Keeps in this tab which products were viewed, the newest first; a log-out forgets them. */
export class ViewedProducts {
  constructor(private readonly tab: Storage) {}

  /** The products viewed before this one. */
  others(handle: string): readonly Viewed[] {
    return this.all()
      .filter((one) => one.handle !== handle)
      .slice(0, VIEWED_MAX);
  }

  save(viewed: Viewed): void {
    this.tab.setItem(KEY, JSON.stringify([viewed, ...this.others(viewed.handle)]));
  }

  private all(): Viewed[] {
    try {
      return JSON.parse(this.tab.getItem(KEY) ?? "[]");
    } catch {
      return [];
    }
  }
}
