import "./styles/tokens.css";
import "./styles/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { App } from "./App";
import { LanguageProvider } from "./i18n/LanguageProvider";
import { keptTheme, showTheme } from "./layout/theme";
import { openShop } from "./shop/openShop";
import { createQueries } from "./shop/queries";
import { ShopContext } from "./shop/shop";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");
showTheme(keptTheme(localStorage), document.documentElement, localStorage);

createRoot(root).render(
  <StrictMode>
    <ShopContext value={openShop(window)}>
      <QueryClientProvider client={createQueries()}>
        <LanguageProvider>
          <BrowserRouter>
            <App />
          </BrowserRouter>
        </LanguageProvider>
      </QueryClientProvider>
    </ShopContext>
  </StrictMode>,
);
