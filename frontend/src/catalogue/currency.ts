/** What the shop sells in; answers of the API name it with every amount. */
export const CURRENCY = "EUR";
