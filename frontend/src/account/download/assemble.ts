import { type Api, dataOf } from "../../api/client";
import type { InvoiceView, OrderSummary, OrderView, OwnData } from "../../api/schema";
import { type DataFile, LEFT_OUT, type LeftOut, SCHEMAS, VERSION } from "./file";

/** Larger accounts have the newest orders in the file, which says so. */
export const [ORDERS_MAX, INVOICES_MAX] = [2_000, 4_000];
const PAGE = 100;

/** Another account was logged in to while the file was assembled. */
export class AccountChanged extends Error {}

export interface Progress {
  readonly done: number;
  readonly of: number;
}

interface Assembly {
  readonly api: Api;
  /** The shop's own address, such as https://shop.example. */
  readonly origin: string;
  readonly password: string;
  readonly why: (data: LeftOut) => string;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/** Reads all that the shop holds of the shopper, in small pieces. It returns the whole file, or throws. */
export async function assemble({ api, origin, password, why, onProgress, signal }: Assembly): Promise<DataFile> {
  const body = { password };
  const { exported_at, ...own } = await dataOf<OwnData>(api.POST("/api/me/export", { body, signal }));
  const cart = await dataOf(api.GET("/api/cart", { signal }));
  const invoices = await readInvoices(api, signal);
  const summaries = await readSummaries(api, signal);
  const orders: OrderView[] = [];
  for (const { number } of summaries.rows) {
    signal.throwIfAborted();
    onProgress({ done: orders.length, of: summaries.rows.length });
    orders.push(await dataOf(api.GET("/api/orders/{number}", { params: { path: { number } }, signal })));
  }
  // The session may have ended, which makes the cart a guest's, or have become another account's.
  const { id } = await dataOf(api.GET("/api/me", { signal }));
  if (id !== own.account.id) throw new AccountChanged();
  return {
    format: "cloudshop-personal-data",
    version: VERSION,
    exported_at,
    schemas: { document: `${origin}/api/openapi.json`, ...SCHEMAS },
    ...own,
    cart,
    orders,
    invoices: invoices.rows.map((each) => ({ ...each, page: `${origin}/orders/${each.order_number}` })),
    is_complete: summaries.isComplete && invoices.isComplete,
    left_out: LEFT_OUT.map((data) => ({ data, why: why(data) })),
  };
}

function readSummaries(api: Api, signal: AbortSignal) {
  return readAll<OrderSummary>(ORDERS_MAX, async (cursor) => {
    const query = { limit: PAGE, ...cursor };
    const { orders, next_cursor } = await dataOf(api.GET("/api/orders", { params: { query }, signal }));
    return { rows: orders, next_cursor };
  });
}

function readInvoices(api: Api, signal: AbortSignal) {
  return readAll<InvoiceView>(INVOICES_MAX, async (cursor) => {
    const body = { limit: PAGE, ...cursor };
    const { invoices, next_cursor } = await dataOf(api.POST("/api/invoice-look-ups", { body, signal }));
    return { rows: invoices, next_cursor };
  });
}

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next_cursor: string | null;
}

/** The rows of all pages, or of so many that there are `rowsMax`. */
async function readAll<Row>(rowsMax: number, read: (cursor: { cursor?: string }) => Promise<Page<Row>>) {
  const rows: Row[] = [];
  let next: string | null = "";
  while (next !== null && rows.length < rowsMax) {
    const page: Page<Row> = await read(next === "" ? {} : { cursor: next });
    rows.push(...page.rows);
    next = page.next_cursor;
  }
  return { rows, isComplete: next === null };
}
