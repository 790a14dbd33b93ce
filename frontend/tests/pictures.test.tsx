import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import ProductPage from "../src/staff/products/ProductPage";
import { draftOf, imagesOf, moved, upToDate } from "../src/staff/products/pictures/draft";
import { checkPicture } from "../src/staff/products/pictures/useUploads";
import { Picture } from "../src/ui/page/Picture";
import { sourcesOf } from "../src/ui/page/sizes";
import { renderShop, shopWith } from "./support/renderShop";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

const FOLDER = `/api/pictures/${"a".repeat(32)}-${"b".repeat(8)}-900x600`;
const NEW = `${FOLDER}/original.jpg`;
const OLD = "/pictures/mug.svg";

describe("A picture", () => {
  it("from elsewhere has one size", () => {
    const { container } = render(<Picture url={OLD} text="Mug" />);
    expect(container.querySelector("source")).toBeNull();
    expect(screen.getByAltText("Mug").getAttribute("src")).toBe(OLD);
  });

  it("that was uploaded has several, the best format first", () => {
    const { container } = render(<Picture url={NEW} text="Mug" />);
    const types = [...container.querySelectorAll("source")].map((source) => source.type);
    expect(types).toEqual(["image/avif", "image/webp"]);
    expect(screen.getByAltText("Mug").getAttribute("src")).toBe(NEW);
  });

  it.each([
    [900, [320, 640, 900]],
    [2560, [320, 640, 1280]],
    [1280, [320, 640, 1280]],
    [320, [320]],
    [99, [99]],
  ])("of width %i has the widths that are made of it", (width, widths) => {
    const [avif] = sourcesOf(NEW.replace("900x600", `${width}x600`));
    expect(avif?.srcSet.match(/ (\d+)w/g)?.map((text) => Number.parseInt(text, 10))).toEqual(widths);
  });
});

describe("A draft of pictures", () => {
  const variant = (sku: string, image_url: string | null) => ({ sku, image_url }) as never;
  const image = (url: string, alternative_text = "") => ({ url, alternative_text });
  const product = { images: [image("/1"), image("/2", "Two")], variants: [variant("A", "/2"), variant("B", null)] };

  it("is sent as it is shown, without what is removed", () => {
    const draft = moved(draftOf(product), 1, 0);
    expect(imagesOf(draft)).toEqual([
      { url: "/2", alternative_text: "Two", skus: ["A"] },
      { url: "/1", alternative_text: "", skus: [] },
    ]);
    const [first, second] = draft.pictures;
    const removed = { ...draft, pictures: [first, { ...second, isRemoved: true }] as typeof draft.pictures };
    expect(imagesOf(removed).map(({ url }) => url)).toEqual(["/2"]);
  });

  it("stays as it is when there is nowhere to move", () => {
    expect(moved(draftOf(product), 0, -1)).toEqual(draftOf(product));
  });

  it("gets what is uploaded meanwhile at its end", () => {
    const draft = moved(draftOf(product), 1, 0);
    const now = upToDate(draft, { ...product, images: [...product.images, image("/3")] });
    expect(now.pictures.map(({ url }) => url)).toEqual(["/2", "/1", "/3"]);
  });
});

describe("A file", () => {
  it.each([
    [0, "empty"],
    [1, null],
    [11, "too-large"],
  ])("of %i bytes, of 10 that are taken, is %s", (size, problem) => {
    expect(checkPicture({ size }, 10)).toBe(problem);
  });
});

describe("The pictures of a product", () => {
  const product = {
    ...{ handle: "mug", title: "Mug", state: "published", currency: "EUR", tax_class: "standard", planned_prices: [] },
    variants: [
      { sku: "M", option_values: ["Oat"], price_minor: 1250, compare_at_price_minor: null, image_url: null },
      { sku: "N", option_values: ["Ink"], price_minor: 1250, compare_at_price_minor: null, image_url: null },
    ],
    images: [{ url: OLD, alternative_text: "A mug" }],
    uploads: [] as object[],
  };
  const uploaded = {
    ...product,
    images: [...product.images, { url: NEW, alternative_text: "" }],
    uploads: [{ url: NEW, state: "ready", problem: null }],
  };
  const versioned = (shown: object, etag: string) => Response.json(shown, { headers: { ETag: `"${etag}"` } });
  const open = (
    first: typeof product,
    { refuse, largest = 10_485_760 }: { refuse?: Response; largest?: number | null } = {},
  ) => {
    const sent: unknown[] = [];
    let shown = first;
    const { shop } = shopWith({
      "GET /api/shop": () => ({ picture_bytes_max: largest }),
      "GET /api/products/mug": () => versioned(shown, "seen"),
      "POST /api/staff/products/mug/pictures": async (request) => {
        sent.push(request.headers.get("content-type"), (await request.arrayBuffer()).byteLength);
        if (refuse) return refuse;
        shown = uploaded;
        return versioned(shown, "uploaded");
      },
      "PATCH /api/staff/products/mug": async (request) => {
        sent.push(request.headers.get("If-Match"), await request.json());
        return versioned(shown, "saved");
      },
    });
    renderShop(<ProductPage />, { shop, at: "/staff/products/mug", path: "/staff/products/:handle" });
    return sent;
  };
  const card = async () => within(await screen.findByRole("region", { name: "Pictures" }));
  const choose = async (name = "mug.jpg") => {
    const files = [new File(["picture"], name, { type: "image/jpeg" })];
    fireEvent.change((await card()).getByLabelText("Add pictures"), { target: { files } });
  };

  it("get one that is chosen, which can then be described", async () => {
    const sent = open(product);
    await choose();
    fireEvent.change(await screen.findByLabelText("What picture 2 shows"), { target: { value: "From the side" } });
    fireEvent.click(screen.getByRole("button", { name: "Save pictures" }));
    await screen.findByText("The pictures are saved, and shoppers see them now.");
    expect(sent.slice(0, 2)).toEqual(["application/octet-stream", 7]);
    expect(sent[3]).toEqual({
      images: [
        { url: OLD, alternative_text: "A mug", skus: [] },
        { url: NEW, alternative_text: "From the side", skus: [] },
      ],
    });
  });

  it("get one that is dropped", async () => {
    const sent = open(product);
    const area = (await card()).getByLabelText("Add pictures").closest("div[class*=drop]") as HTMLElement;
    const files = [new File(["picture"], "mug.jpg")];
    fireEvent.drop(area, { dataTransfer: { types: ["Files"], files } });
    await screen.findByLabelText("What picture 2 shows");
    expect(sent).toHaveLength(2);
  });

  it("say in words why a file is refused", async () => {
    const body = { type: "urn:cloudshop:problem:picture-refused", reason: "damaged" };
    open(product, { refuse: Response.json(body, { status: 422 }) });
    await choose("holiday.jpg");
    const said = await screen.findByRole("alert");
    expect(said.textContent).toContain("holiday.jpg");
    expect(said.textContent).toContain("damaged or incomplete");
  });

  it("say that the shop takes none", async () => {
    open(product, { largest: null });
    await (await card()).findByText(/takes no uploads yet/);
    expect((await card()).queryByLabelText("Add pictures")).toBeNull();
  });

  it("move by buttons that keep the focus, and say where they are", async () => {
    open(uploaded);
    const down = (await card()).getByRole("button", { name: "Move picture 1 down" });
    down.focus();
    fireEvent.click(down);
    await screen.findByText("It is picture 2 now.");
    expect(document.activeElement).toBe((await card()).getByRole("button", { name: "Move picture 2 down" }));
  });

  it("are removed when they are saved, until then they can be put back", async () => {
    const sent = open(uploaded);
    fireEvent.click((await card()).getByRole("button", { name: "Remove picture 2" }));
    await screen.findByText("Saving deletes the file of one picture for good.");
    fireEvent.click(screen.getByRole("button", { name: "Put picture 2 back" }));
    expect(screen.queryByText("Saving deletes the file of one picture for good.")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Remove picture 2" }));
    fireEvent.click(screen.getByRole("button", { name: "Save pictures" }));
    await screen.findByText("The pictures are saved, and shoppers see them now.");
    expect(sent[1]).toEqual({ images: [{ url: OLD, alternative_text: "A mug", skus: [] }] });
  });

  it("are chosen for variants", async () => {
    const sent = open(uploaded);
    const field = (await card()).getByLabelText("Picture of Ink");
    fireEvent.change(field, { target: { value: NEW } });
    fireEvent.click(screen.getByRole("button", { name: "Save pictures" }));
    await screen.findByText("The pictures are saved, and shoppers see them now.");
    expect(sent[1]).toMatchObject({ images: [{ skus: [] }, { skus: ["N"] }] });
  });
});
