/** From here on shipping costs nothing, as functions/orders/rules.py has it. */
export const FREE_SHIPPING_FROM_MINOR = 50_00;
