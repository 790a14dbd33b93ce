import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { Dialog } from "../src/ui/feedback/Dialog";

afterEach(cleanup);

function Asked() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Ask
      </button>
      {open && (
        <Dialog title="Sure?" onClose={() => setOpen(false)}>
          {(close) => (
            <button type="button" onClick={close}>
              No
            </button>
          )}
        </Dialog>
      )}
    </>
  );
}

describe("A dialog", () => {
  const ask = () => fireEvent.click(screen.getByRole("button", { name: "Ask" }));
  const shown = () => screen.queryByRole("dialog") !== null;
  const cancels = () => fireEvent(screen.getByRole("dialog"), new Event("cancel"));
  const answers = () => fireEvent.click(screen.getByRole("button", { name: "No" }));

  it.each([
    ["Escape", cancels],
    ["its button", answers],
  ])("can be opened again at once after %s, without the browser's late close event", (_, closes) => {
    HTMLDialogElement.prototype.close = function close() {
      this.removeAttribute("open");
    };
    render(<Asked />);
    ask();
    closes();
    expect(shown()).toBe(false);
    ask();
    expect(shown()).toBe(true);
  });
});
