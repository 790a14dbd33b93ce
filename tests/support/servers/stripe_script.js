// Stands in for Stripe.js, with the part of its documented interface that the shop uses. The card's number is typed in a
// frame of this server, and goes from there to this server.
(() => {
  const server = new URL(document.currentScript.src).origin;

  const elements = ({ clientSecret, customerSessionClientSecret = "", locale }) => {
    const frame = document.createElement("iframe");
    const listeners = {};
    const shown = { client_secret: clientSecret, session: customerSessionClientSecret, locale };
    frame.src = `${server}/element?${new URLSearchParams(shown)}`;
    frame.title = "Secure payment input frame";
    frame.addEventListener("load", () => listeners.ready?.());
    const create = (_, { wallets }) => ({
      wallets,
      on: (event, listener) => {
        listeners[event] = listener;
      },
      mount: (place) => place.append(frame),
      destroy: () => frame.remove(),
    });
    return { create, frame };
  };

  const confirmed = (frame, sent) =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data);
      frame.contentWindow.postMessage(sent, server, [port2]);
    });

  const confirmPayment = (key) => async ({ elements, confirmParams, redirect }) => {
    if (redirect !== "if_required") throw new Error("IntegrationError: this stand-in knows no other redirect");
    const { number, save, id, secret } = await confirmed(elements.frame, "what was typed");
    if (number === "") return { error: { type: "validation_error", code: "incomplete_number" } };
    const body = new URLSearchParams({ key, client_secret: secret, number, save, return_url: confirmParams.return_url });
    const answer = await fetch(`${server}/v1/payment_intents/${id}/confirm`, { method: "POST", body });
    const intent = await answer.json();
    if (intent.error) return { error: intent.error };
    if (intent.status !== "requires_action") return { paymentIntent: intent };
    location.assign(intent.next_action.redirect_to_url.url);
    return new Promise(() => undefined);
  };

  window.Stripe = (key) => ({ elements, confirmPayment: confirmPayment(key) });
})();
