/** What a code means, whoever answers with it. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** Text of the page `/problems/<code>`: what it means and what to do. */
  readonly explanation: string;
}
