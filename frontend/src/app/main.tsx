import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { ShopContext } from "../session/shop";
import { App } from "./App";
import { createQueryClient, createShop } from "./createShop";
import { applyTheme, loadTheme } from "./layout/theme";
import { startPage } from "./routes";
import { ShopSettings } from "./ShopSettings";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");
applyTheme(loadTheme(localStorage), document.documentElement, localStorage);
startPage(location.pathname);

createRoot(root).render(
  <StrictMode>
    <ShopContext value={createShop(window)}>
      <QueryClientProvider client={createQueryClient()}>
        <ShopSettings>
          <BrowserRouter>
            <App />
          </BrowserRouter>
        </ShopSettings>
      </QueryClientProvider>
    </ShopContext>
  </StrictMode>,
);
