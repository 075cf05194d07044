export const billingId = "postgres-emu00002";
export const billingAddress = "10.0.0.2";
