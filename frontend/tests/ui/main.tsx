import "../../src/app/styles/fonts.css";
import "../../src/app/styles/tokens.css";
import "../../src/app/styles/base.css";
import { createRoot } from "react-dom/client";
import { MemoryRouter } from "react-router";
import { Components } from "./Components";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");
createRoot(root).render(
  <MemoryRouter>
    <Components />
  </MemoryRouter>,
);
