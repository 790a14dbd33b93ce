const KEY = "cloudshop.cart-token";

/** Keeps the token that holds a guest's cart across reloads; an account's cart needs none. */
export class CartToken {
  constructor(private readonly storage: Storage) {}

  get isThere(): boolean {
    return this.storage.getItem(KEY) !== null;
  }

  get header(): Record<string, string> {
    const token = this.storage.getItem(KEY);
    return token === null ? {} : { "Cart-Token": token };
  }

  /** Takes over what a cart's answer says of its token. */
  take(token: string | null): void {
    if (token === null) this.storage.removeItem(KEY);
    else this.storage.setItem(KEY, token);
  }
}
