import type { CartView, InvoiceView, OrderView, OwnData } from "../../api/schema";

export const VERSION = 1;

/** The parts of the file, by the schemas of the API that describe them (db/personal_data_file.py). */
export const SCHEMAS = {
  account: "OwnAccount",
  sessions: "SessionRecord",
  devices: "DeviceRecord",
  passkeys: "OwnPasskey",
  mail_links: "LinkRecord",
  mails: "MailRecord",
  cart: "CartView",
  orders: "OrderView",
  invoices: "InvoiceView",
} as const;

/** What is not in the file; `texts.ts` has the reason for each. */
export const LEFT_OUT = ["secrets", "invoices", "payments", "staff", "copies", "guest_orders", "logs"] as const;

export type LeftOut = (typeof LEFT_OUT)[number];

/** What the shop holds of a shopper, as docs/personal-data-file.md describes it. */
export interface DataFile extends Omit<OwnData, "exported_at"> {
  readonly format: "cloudshop-personal-data";
  readonly version: number;
  readonly exported_at: string;
  /** The document of the API, and the name of each part's schema in it. */
  readonly schemas: { readonly document: string } & typeof SCHEMAS;
  readonly cart: CartView;
  readonly orders: readonly OrderView[];
  /** Each has the page on which its PDF can be downloaded. */
  readonly invoices: readonly (InvoiceView & { readonly page: string })[];
  /** Whether all orders and invoices are in the file; the newest orders are, and the oldest invoices. */
  readonly is_complete: boolean;
  readonly left_out: readonly { readonly data: LeftOut; readonly why: string }[];
}
