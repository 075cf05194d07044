/** Characters that a terminal acts upon or does not show: no text that a user gets may hold one. */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
