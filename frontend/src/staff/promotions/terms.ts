import type { PromotionView, paths } from "../../api/schema";
import { CURRENCY, decimal, fractionDigits, parseMoney } from "../../money/money";

export type PromotionBody = NonNullable<
  paths["/api/staff/promotions"]["post"]["requestBody"]
>["content"]["application/json"];
export type Kind = PromotionView["kind"];
export type Audience = PromotionView["audience"];

export const KINDS = Object.keys({
  percentage: true,
  fixed_amount: true,
  buy_x_get_y: true,
  free_shipping: true,
} satisfies Record<Kind, true>) as Kind[];
export const AUDIENCES = Object.keys({
  everyone: true,
  accounts: true,
  first_order: true,
} satisfies Record<Audience, true>) as Audience[];

/** The fields that a kind has besides those of every promotion. */
export const FIELDS_OF = {
  percentage: ["share"],
  fixed_amount: ["amount"],
  buy_x_get_y: ["buy", "free"],
  free_shipping: [],
} as const satisfies Record<Kind, readonly (keyof Typed)[]>;

/** The terms as they are typed into the form; times are by the reader's clock. */
export interface Typed {
  readonly code: string;
  readonly name_en: string;
  readonly name_fr: string;
  readonly kind: string;
  readonly share: string;
  readonly amount: string;
  readonly buy: string;
  readonly free: string;
  readonly subtotal: string;
  readonly handles: string;
  readonly categories: string;
  readonly audience: string;
  readonly combinable: string;
  readonly valid_from: string;
  readonly valid_until: string;
  readonly uses_max: string;
  readonly per_account: string;
}

export const NO_TERMS: Typed = {
  code: "",
  name_en: "",
  name_fr: "",
  kind: "percentage",
  share: "",
  amount: "",
  buy: "",
  free: "",
  subtotal: "",
  handles: "",
  categories: "",
  audience: "everyone",
  combinable: "no",
  valid_from: "",
  valid_until: "",
  uses_max: "",
  per_account: "",
};

export function typedOf(promotion: PromotionView): Typed {
  const money = (minor: number | null) => (minor ? decimal(minor, fractionDigits(CURRENCY)) : "");
  const count = (number: number | null) => (number === null ? "" : String(number));
  return {
    code: promotion.code ?? "",
    name_en: promotion.names.en,
    name_fr: promotion.names.fr,
    kind: promotion.kind,
    share: promotion.share_basis_points === null ? "" : decimal(promotion.share_basis_points, 2),
    amount: money(promotion.amount_minor),
    buy: count(promotion.buy_quantity),
    free: count(promotion.free_quantity),
    subtotal: money(promotion.subtotal_from_minor),
    handles: promotion.handles.join(", "),
    categories: promotion.categories.join(", "),
    audience: promotion.audience,
    combinable: promotion.combinable ? "yes" : "no",
    valid_from: localTime(promotion.valid_from),
    valid_until: promotion.valid_until === null ? "" : localTime(promotion.valid_until),
    uses_max: count(promotion.uses_max),
    per_account: count(promotion.uses_max_per_account),
  };
}

/** The terms as the API takes them; a time that was not edited stays as it is, to the second. */
export function bodyOf(typed: Typed, before: PromotionView | null): PromotionBody {
  const needed: readonly string[] = FIELDS_OF[typed.kind as Kind];
  const has = <Value>(name: keyof Typed, value: Value) => (needed.includes(name) ? value : null);
  return {
    code: typed.code.trim() || null,
    names: { en: typed.name_en.trim(), fr: typed.name_fr.trim() },
    kind: typed.kind as Kind,
    share_basis_points: has("share", hundredths(typed.share)),
    amount_minor: has("amount", parseMoney(typed.amount, CURRENCY)),
    buy_quantity: has("buy", whole(typed.buy)),
    free_quantity: has("free", whole(typed.free)),
    subtotal_from_minor: parseMoney(typed.subtotal || "0", CURRENCY) ?? 0,
    handles: listed(typed.handles),
    categories: listed(typed.categories),
    audience: typed.audience as Audience,
    combinable: typed.combinable === "yes",
    valid_from: moment(typed.valid_from, before?.valid_from ?? null),
    valid_until: moment(typed.valid_until, before?.valid_until ?? null),
    uses_max: whole(typed.uses_max),
    uses_max_per_account: whole(typed.per_account),
  };
}

/** Which fields are wrong. */
export function checkTerms(typed: Typed): Partial<Record<keyof Typed, boolean>> {
  const needed: readonly string[] = FIELDS_OF[typed.kind as Kind];
  const isWrong = (name: keyof Typed, value: number | null) => needed.includes(name) && !value;
  const isNoCount = (text: string) => text.trim() !== "" && !whole(text);
  const share = hundredths(typed.share);
  return {
    code: typed.code.trim() !== "" && !/^[A-Za-z0-9][A-Za-z0-9-]{1,39}$/.test(typed.code.trim()),
    name_en: typed.name_en.trim() === "",
    name_fr: typed.name_fr.trim() === "",
    share: isWrong("share", share !== null && share > 10_000 ? null : share),
    amount: isWrong("amount", parseMoney(typed.amount, CURRENCY)),
    buy: isWrong("buy", whole(typed.buy)),
    free: isWrong("free", whole(typed.free)),
    subtotal: typed.subtotal.trim() !== "" && parseMoney(typed.subtotal, CURRENCY) === null,
    valid_until: typed.valid_until !== "" && typed.valid_until <= typed.valid_from,
    uses_max: isNoCount(typed.uses_max),
    per_account: isNoCount(typed.per_account),
  };
}

/** A percentage with up to two decimals, in hundredths. */
function hundredths(text: string): number | null {
  const [, units, rest = ""] = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s%]/g, "")) ?? [];
  return units === undefined ? null : Number(units + rest.padEnd(2, "0"));
}

function whole(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text) : null;
}

function listed(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

/** The time as `<input type="datetime-local">` has it. */
function localTime(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function moment(typed: string, before: string | null): string | null {
  if (typed === "") return null;
  return before !== null && typed === localTime(before) ? before : new Date(typed).toISOString();
}
