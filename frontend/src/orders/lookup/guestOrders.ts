const KEY = "cloudshop.guest-orders";

/** Keeps in this tab which e-mail address opens which guest order. */
export class GuestOrders {
  constructor(private readonly tab: Storage) {}

  emailFor(number: string): string | null {
    const all = this.all();
    return Object.hasOwn(all, number) ? (all[number] ?? null) : null;
  }

  save(number: string, email: string): void {
    this.tab.setItem(KEY, JSON.stringify({ ...this.all(), [number]: email }));
  }

  private all(): Record<string, string> {
    return JSON.parse(this.tab.getItem(KEY) ?? "{}");
  }
}
