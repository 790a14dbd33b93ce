import { type ComponentType, lazy } from "react";
import { afresh } from "./layout/afresh";

type LoadPage = () => Promise<{ default: ComponentType }>;

/** Every page and its address; each is loaded when somebody goes there. */
const PAGES: Readonly<Record<string, LoadPage>> = {
  "/": () => import("./home/HomePage"),
  "/products": () => import("./catalogue/ProductListPage"),
  "/products/:handle": () => import("./catalogue/ProductPage"),
  "/cart": () => import("./cart/CartPage"),
  "/checkout": () => import("./checkout/CheckoutPage"),
  "/orders": () => import("./orders/OrdersPage"),
  "/orders/:number": () => import("./orders/OrderPage"),
  "/order-look-up": () => import("./orders/LookUpPage"),
  "/log-in": () => import("./account/LogInPage"),
  "/register": () => import("./account/RegisterPage"),
  "/account": () => import("./account/AccountPage"),
  "/staff": () => import("./staff/OrdersPage"),
  "/staff/orders/:number": () => import("./staff/OrderPage"),
  "/staff/stock": () => import("./staff/StockPage"),
  "/staff/products": () => import("./staff/ProductsPage"),
  "/staff/products/:handle": () => import("./staff/ProductPage"),
  "/staff/catalogue": () => import("./staff/CataloguePage"),
  "/staff/dead-letters": () => import("./staff/DeadLettersPage"),
  "/staff/actions": () => import("./staff/ActionsPage"),
};

export const ROUTES = Object.entries(PAGES).map(([path, load]) => ({ path, Page: lazy(afresh(load)) }));
