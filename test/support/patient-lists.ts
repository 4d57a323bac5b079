/** Of a query of a list, in milliseconds: a machine that does all tests at once stalls at times. */
export const PATIENT_LIST_TIMEOUT_MS = 5_000;
