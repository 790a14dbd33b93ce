/** Sends a request and answers its response; what surrounds `fetch` here is a chain of these. */
export type Send = (request: Request) => Promise<Response>;
