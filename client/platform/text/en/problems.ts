/** What went wrong, by the code of the Problem; `offline` and `defect` are the client's own. */
export const problems = {
  offline: 'No connection to the server. Nothing you wrote is lost; this works again once you are back online.',
  defect: 'Something went wrong on our side. Nothing was changed. Try again in a moment.',
}
