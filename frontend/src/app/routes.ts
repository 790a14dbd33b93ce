import { type ComponentType, lazy } from "react";
import { reloadAfterRelease } from "../ui/reloadAfterRelease";

type Load = () => Promise<{ default: ComponentType }>;

/** A page and its path. Its code is loaded when the page is first shown. */
export interface LazyPage {
  readonly path: string;
  readonly Page: ComponentType;
}

function lazyPages(loaders: Readonly<Record<string, Load>>): LazyPage[] {
  return Object.entries(loaders).map(([path, load]) => ({ path, Page: lazy(reloadAfterRelease(load)) }));
}

/** The pages that need no log-in. */
export const SHOP_PAGES = lazyPages({
  "/": () => import("../home/HomePage"),
  "/products": () => import("../catalog/list/ProductListPage"),
  "/products/:handle": () => import("../catalog/product/ProductPage"),
  "/cart": () => import("../cart/CartPage"),
  "/checkout": () => import("../checkout/CheckoutPage"),
  "/orders/:number": () => import("../orders/detail/OrderPage"),
  "/order-look-up": () => import("../orders/lookup/LookUpPage"),
  "/withdraw": () => import("../orders/returns/WithdrawPage"),
  "/log-in": () => import("../account/LogInPage"),
  "/register": () => import("../account/RegisterPage"),
  "/forgot-password": () => import("../account/recovery/ForgotPasswordPage"),
  "/reset-password": () => import("../account/recovery/ResetPasswordPage"),
  "/confirm-address": () => import("../account/recovery/ConfirmAddressPage"),
  "/change-address": () => import("../account/recovery/ChangeAddressPage"),
  "/account/closed": () => import("../account/closing/ClosedPage"),
  "/legal/:name": () => import("../legal/LegalPage"),
  "*": () => import("../catalog/product/NotFoundPage"),
});

/** The pages of the account that is logged in. */
export const ACCOUNT_PAGES = lazyPages({
  "/orders": () => import("../orders/list/OrdersPage"),
  "/account": () => import("../account/AccountPage"),
  "/account/second-factor": () => import("../account/secondFactor/SecondFactorPage"),
});

/** The pages that only staff may see. StaffLayout surrounds them, and StaffArea shows them to staff alone. */
export const STAFF_PAGES = lazyPages({
  "/staff": () => import("../staff/sales/SalesPage"),
  "/staff/search": () => import("../staff/search/SearchPage"),
  "/staff/orders": () => import("../staff/orders/OrdersPage"),
  "/staff/orders/:number": () => import("../staff/orders/OrderPage"),
  "/staff/orders/:number/slip": () => import("../staff/orders/slip/SlipPage"),
  "/staff/customers": () => import("../staff/orders/customers/CustomersPage"),
  "/staff/disputes": () => import("../staff/orders/disputes/DisputesPage"),
  "/staff/carriers": () => import("../staff/carriers/CarriersPage"),
  "/staff/stock": () => import("../staff/stock/StockPage"),
  "/staff/products": () => import("../staff/products/ProductsPage"),
  "/staff/products/:handle": () => import("../staff/products/ProductPage"),
  "/staff/products/:handle/edit": () => import("../staff/products/editor/EditProductPage"),
  "/staff/new-product": () => import("../staff/products/editor/NewProductPage"),
  "/staff/promotions": () => import("../staff/promotions/PromotionsPage"),
  "/staff/catalogue": () => import("../staff/imports/ImportsPage"),
  "/staff/accounting": () => import("../staff/accounting/AccountingPage"),
  "/staff/dead-letters": () => import("../staff/deadLetters/DeadLettersPage"),
  "/staff/people": () => import("../staff/people/PeoplePage"),
  "/staff/roles": () => import("../staff/people/RolesPage"),
  "/staff/api-keys": () => import("../staff/people/apiKeys/ApiKeysPage"),
  "/staff/closures": () => import("../staff/closures/ClosuresPage"),
  "/staff/webhooks": () => import("../staff/webhooks/WebhooksPage"),
  "/staff/actions": () => import("../staff/activity/ActivityPage"),
});

export const StaffArea = lazy(reloadAfterRelease(() => import("../staff/StaffArea")));
export const StaffLayout = lazy(reloadAfterRelease(() => import("./layout/console/StaffLayout")));
