/** How long a token of a test is good for: as long as the longest campaign. */
export const TOKEN_SECONDS = 3_600;
