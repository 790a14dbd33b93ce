import { type ComponentType, lazy } from "react";
import { matchPath } from "react-router";
import { startTexts, withTexts } from "../i18n/loadTexts";
import { reloadAfterRelease } from "../ui/reloadAfterRelease";

type Load = () => Promise<{ default: ComponentType }>;

/** A page and its path. Its code and its texts are loaded when the page is first shown, or started before. */
export interface LazyPage {
  readonly path: string;
  readonly Page: ComponentType;
  readonly start: () => void;
}

function lazyPages(loaders: Readonly<Record<string, Load>>): LazyPage[] {
  return Object.entries(loaders).map(([path, load]) => ({
    path,
    Page: lazy(reloadAfterRelease(load)),
    start: () => load().catch(() => undefined),
  }));
}

/** The pages that need no log-in. */
export const SHOP_PAGES = lazyPages({
  "/": withTexts(["catalog"], () => import("../home/HomePage")),
  "/products": withTexts(["catalog"], () => import("../catalog/list/ProductListPage")),
  "/products/:handle": withTexts(["catalog"], () => import("../catalog/product/ProductPage")),
  "/cart": withTexts(["cart"], () => import("../cart/CartPage")),
  "/checkout": withTexts(["cart", "checkout"], () => import("../checkout/CheckoutPage")),
  "/orders/:number": withTexts(
    ["forms", "orderDetails", "orders", "returns"],
    () => import("../orders/detail/OrderPage"),
  ),
  "/order-look-up": withTexts(["forms", "lookUp"], () => import("../orders/lookup/LookUpPage")),
  "/withdraw": withTexts(["forms", "lookUp", "returns"], () => import("../orders/returns/WithdrawPage")),
  "/log-in": withTexts(["forms", "logIn"], () => import("../account/LogInPage")),
  "/register": withTexts(["forms", "logIn"], () => import("../account/RegisterPage")),
  "/forgot-password": withTexts(["forms", "recovery"], () => import("../account/recovery/ForgotPasswordPage")),
  "/reset-password": withTexts(["forms", "recovery"], () => import("../account/recovery/ResetPasswordPage")),
  "/confirm-address": withTexts(["forms", "recovery"], () => import("../account/recovery/ConfirmAddressPage")),
  "/change-address": withTexts(["forms", "recovery"], () => import("../account/recovery/ChangeAddressPage")),
  "/account/closed": withTexts(["closing"], () => import("../account/closing/ClosedPage")),
  "/legal/:name": () => import("../legal/LegalPage"),
  "*": withTexts(["catalog"], () => import("../catalog/product/NotFoundPage")),
});

/** The pages of the account that is logged in. */
export const ACCOUNT_PAGES = lazyPages({
  "/orders": withTexts(["orders"], () => import("../orders/list/OrdersPage")),
  "/account": withTexts(["account", "closing", "forms", "logIn"], () => import("../account/AccountPage")),
  "/account/second-factor": withTexts(
    ["account", "forms", "logIn"],
    () => import("../account/secondFactor/SecondFactorPage"),
  ),
});

/** The pages that only staff may see. StaffLayout surrounds them, and StaffArea shows them to staff alone. */
export const STAFF_PAGES = lazyPages({
  "/staff": withTexts(["staff/sales"], () => import("../staff/sales/SalesPage")),
  "/staff/search": withTexts(["orders"], () => import("../staff/search/SearchPage")),
  "/staff/orders": withTexts(["orders", "staff/orders"], () => import("../staff/orders/OrdersPage")),
  "/staff/orders/:number": withTexts(
    ["orderDetails", "orders", "returns", "staff/orderDetails", "staff/orders", "staff/slip"],
    () => import("../staff/orders/OrderPage"),
  ),
  "/staff/orders/:number/slip": withTexts(["staff/slip"], () => import("../staff/orders/slip/SlipPage")),
  "/staff/customers": withTexts(
    ["orders", "staff/customers", "staff/orders"],
    () => import("../staff/orders/customers/CustomersPage"),
  ),
  "/staff/disputes": withTexts(["orders", "staff/disputes"], () => import("../staff/orders/disputes/DisputesPage")),
  "/staff/carriers": withTexts(["staff/carriers"], () => import("../staff/carriers/CarriersPage")),
  "/staff/stock": withTexts(["staff/stock"], () => import("../staff/stock/StockPage")),
  "/staff/products": withTexts(["staff/products"], () => import("../staff/products/ProductsPage")),
  "/staff/products/:handle": withTexts(
    ["staff/productChanges", "staff/productDetails", "staff/products"],
    () => import("../staff/products/ProductPage"),
  ),
  "/staff/products/:handle/edit": withTexts(
    ["staff/productChanges", "staff/productEditor"],
    () => import("../staff/products/editor/EditProductPage"),
  ),
  "/staff/new-product": withTexts(["staff/productEditor"], () => import("../staff/products/editor/NewProductPage")),
  "/staff/promotions": withTexts(["staff/promotions"], () => import("../staff/promotions/PromotionsPage")),
  "/staff/catalogue": withTexts(["staff/imports"], () => import("../staff/imports/ImportsPage")),
  "/staff/accounting": withTexts(["staff/accounting"], () => import("../staff/accounting/AccountingPage")),
  "/staff/dead-letters": withTexts(["staff/deadLetters"], () => import("../staff/deadLetters/DeadLettersPage")),
  "/staff/people": withTexts(["staff/people"], () => import("../staff/people/PeoplePage")),
  "/staff/roles": withTexts(["staff/people", "staff/roles"], () => import("../staff/people/RolesPage")),
  "/staff/api-keys": withTexts(["staff/apiKeys"], () => import("../staff/people/apiKeys/ApiKeysPage")),
  "/staff/closures": withTexts(["staff/closures"], () => import("../staff/closures/ClosuresPage")),
  "/staff/webhooks": withTexts(["staff/webhooks"], () => import("../staff/webhooks/WebhooksPage")),
  "/staff/actions": withTexts(["staff/activity"], () => import("../staff/activity/ActivityPage")),
});

const loadStaffArea = withTexts(["staff/console"], () => import("../staff/StaffArea"));
const loadStaffLayout = withTexts(["staff/console"], () => import("./layout/console/StaffLayout"));
export const StaffArea = lazy(reloadAfterRelease(loadStaffArea));
export const StaffLayout = lazy(reloadAfterRelease(loadStaffLayout));

const PAGES = [...STAFF_PAGES, ...ACCOUNT_PAGES, ...SHOP_PAGES];

/** Starts to load all that a path shows, at the same time, before the first of it is rendered. What fails is left to it. */
export function startPage(pathname: string): void {
  startTexts("shop");
  if (pathname.startsWith("/staff")) for (const load of [loadStaffLayout, loadStaffArea]) load().catch(() => undefined);
  PAGES.find(({ path }) => matchPath(path, pathname))?.start();
}
