const KEY = "cloudshop.cart-token";

/** Keeps the token of a guest's cart across reloads. An account's cart needs none. */
export class CartToken {
  constructor(private readonly storage: Storage) {}

  get exists(): boolean {
    return this.storage.getItem(KEY) !== null;
  }

  get header(): Record<string, string> {
    const token = this.storage.getItem(KEY);
    return token === null ? {} : { "Cart-Token": token };
  }

  /** Keeps the token that came with a cart, or forgets it where the cart has none. */
  save(token: string | null): void {
    if (token === null) this.storage.removeItem(KEY);
    else this.storage.setItem(KEY, token);
  }
}
