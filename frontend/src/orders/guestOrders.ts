const KEY = "cloudshop.guest-orders";

/** Remembers in this tab which e-mail address opens which order of a guest; it is gone with the tab. */
export class GuestOrders {
  constructor(private readonly tab: Storage) {}

  emailFor(number: string): string | null {
    return this.all()[number] ?? null;
  }

  keep(number: string, email: string): void {
    this.tab.setItem(KEY, JSON.stringify({ ...this.all(), [number]: email }));
  }

  private all(): Record<string, string> {
    return JSON.parse(this.tab.getItem(KEY) ?? "{}");
  }
}
